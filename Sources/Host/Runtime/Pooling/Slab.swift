/// Elements in numbered slots that are used again; an `ID` of an element that is gone is recognised as such.
struct Slab<Element: Sendable>: Sendable {
    /// Names one element, and no later one in the same slot.
    struct ID: Hashable, Sendable {
        let index: Int
        fileprivate let generation: UInt32
    }

    private var elements: [Element] = []
    /// Odd while the slot is in use; goes up at every insertion and removal.
    private var generations: [UInt32] = []
    private var free: [Int] = []

    var count: Int { elements.count - free.count }
    var isEmpty: Bool { count == 0 }
    /// One past the last slot that was ever used.
    var endIndex: Int { elements.count }

    func isUsed(_ index: Int) -> Bool { generations[index] & 1 == 1 }

    func contains(_ id: ID) -> Bool { id.index < elements.count && generations[id.index] == id.generation }

    /// The name of the element in a slot that is in use.
    func id(at index: Int) -> ID { ID(index: index, generation: generations[index]) }

    subscript(index: Int) -> Element {
        _read { yield elements[index] }
        _modify { yield &elements[index] }
    }

    mutating func insert(_ element: Element) -> ID {
        if let index = free.popLast() {
            elements[index] = element
            generations[index] &+= 1
            return id(at: index)
        }
        elements.append(element)
        generations.append(1)
        return id(at: elements.count - 1)
    }

    /// Frees the slot. What was in it is dropped when the slot is used again.
    mutating func remove(at index: Int) {
        generations[index] &+= 1
        free.append(index)
    }
}
