/// Pools that wait for room, each once, however many waiters it has.
struct TurnQueue {
    /// Pools without a connection; they go first.
    private(set) var newcomers = SlotList()
    /// Pools that are served by the connections they have, and could use more.
    private(set) var growers = SlotList()

    var count: Int { newcomers.count + growers.count }
    var isEmpty: Bool { count == 0 }
    var first: Int? { newcomers.first ?? growers.first }

    /// - Parameter inTurn: false puts it first, which is what `PoolGuards.turns` keeps from happening.
    mutating func add(_ pool: Int, isNewcomer: Bool, inTurn: Bool, links: inout SlotLinks) {
        switch (isNewcomer, inTurn) {
        case (true, true): links.append(pool, to: &newcomers)
        case (true, false): links.prepend(pool, to: &newcomers)
        case (false, true): links.append(pool, to: &growers)
        case (false, false): links.prepend(pool, to: &growers)
        }
    }

    mutating func remove(_ pool: Int, isNewcomer: Bool, links: inout SlotLinks) {
        if isNewcomer { links.remove(pool, from: &newcomers) } else { links.remove(pool, from: &growers) }
    }

    /// Moves the pool behind the other growers, if it is their first.
    mutating func letPass(_ pool: Int?, links: inout SlotLinks) {
        guard growers.count > 1, let pool, growers.first == pool else { return }
        links.remove(pool, from: &growers)
        links.append(pool, to: &growers)
    }
}
