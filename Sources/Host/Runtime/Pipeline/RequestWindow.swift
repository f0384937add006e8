/// Counts the requests of the last minute, in twelve slots of five seconds. The newest slot is not over yet, so that the count covers
/// 55 to 60 seconds.
struct RequestWindow: Sendable {
    /// How long a slot is.
    static let slotSeconds: Int64 = 5
    private static let slots = 12

    private var counts = InlineArray<12, UInt32>(repeating: 0)
    private var newest: Int64 = 0

    /// - Parameter slot: the number of the current slot, counted from any beginning.
    mutating func add(at slot: Int64) {
        advance(to: slot)
        counts[Self.place(of: slot)] &+= 1
    }

    func total(at slot: Int64) -> Int {
        var window = self
        window.advance(to: slot)
        var total = 0
        for index in 0..<Self.slots { total += Int(window.counts[index]) }
        return total
    }

    /// Empties the slots that have begun anew since the last call.
    private mutating func advance(to slot: Int64) {
        guard slot > newest else { return }
        for begun in max(newest + 1, slot - Int64(Self.slots) + 1)...slot { counts[Self.place(of: begun)] = 0 }
        newest = slot
    }

    private static func place(of slot: Int64) -> Int { Int(slot % Int64(slots)) }
}
