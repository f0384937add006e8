import Contracts

/// What one look at the registry found.
struct FeedReading {
    enum Changes: Equatable {
        /// The changes since, and the id to go on from; `isComplete` is false when more are waiting. A change of a kind that only
        /// a later program knows is nil.
        case known([RegistryChange?], last: Int64, isComplete: Bool)
        /// The last known change is no longer there: it was pruned, or the registry was restored. Changes may have been missed.
        case gap
    }

    /// False when the host's row is not there, and nothing was renewed.
    let isEntered: Bool
    let changes: Changes
    /// All hosts, this one among them.
    let hosts: [HostRecord]
}
