/// What groups are ordered by.
struct GroupOrder: Sendable {
    enum Key: Sendable {
        /// The place of one of the dimensions.
        case dimension(Int)
        case aggregate(Aggregate)
    }

    let key: Key
    let direction: Ordering.Direction
}
