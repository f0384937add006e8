/// Something that an erasure should not have left behind.
struct Residue: Sendable, Equatable {
    /// Where it is: `registry.session`, `server.database.twenty_…`, `host.pool`.
    let place: String
    let count: Int
}
