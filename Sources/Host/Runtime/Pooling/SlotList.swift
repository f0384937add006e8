/// A queue of slot numbers whose links are kept in a `SlotLinks`.
struct SlotList {
    fileprivate(set) var first: Int?
    fileprivate var last: Int?
    fileprivate(set) var count = 0

    var isEmpty: Bool { count == 0 }
}

/// The links of doubly linked lists over slot numbers: a slot is in at most one list, and leaves it in constant time.
struct SlotLinks {
    private struct Link {
        var previous: Int?
        var next: Int?
    }

    private var links: [Link] = []

    mutating func append(_ slot: Int, to list: inout SlotList) {
        reserve(slot)
        links[slot] = Link(previous: list.last, next: nil)
        if let last = list.last { links[last].next = slot } else { list.first = slot }
        list.last = slot
        list.count += 1
    }

    mutating func prepend(_ slot: Int, to list: inout SlotList) {
        reserve(slot)
        links[slot] = Link(previous: nil, next: list.first)
        if let first = list.first { links[first].previous = slot } else { list.last = slot }
        list.first = slot
        list.count += 1
    }

    /// Takes the slot out of the list that it is in.
    mutating func remove(_ slot: Int, from list: inout SlotList) {
        let link = links[slot]
        if let previous = link.previous { links[previous].next = link.next } else { list.first = link.next }
        if let next = link.next { links[next].previous = link.previous } else { list.last = link.previous }
        list.count -= 1
    }

    private mutating func reserve(_ slot: Int) {
        while links.count <= slot { links.append(Link()) }
    }
}
