internal import Contracts

/// What the server is expected to answer to what was sent, and what it has answered so far.
struct Reply: Sendable {
    /// What one command of a pipeline was sent for.
    enum Step: Sendable {
        case rows
        case preparation(text: String, name: String, mayChangeSession: Bool)
        case deallocation(name: String)
    }

    enum Mode: Sendable {
        /// Commands until libpq says that there is no more.
        case plain
        /// One `COPY`, which the user takes over once it has begun.
        case copy
        /// The steps, then as many synchronisation points.
        case pipeline(syncs: Int)
        /// Nobody wants the answer any more: it is read to its end, and a `COPY` is aborted.
        case discarded
    }

    var mode = Mode.plain
    var steps: [Step] = []
    /// The step whose results come now.
    var step = 0
    var rows: [PostgresRows] = []
    /// The first failure; others only follow from it.
    var failure: DatabaseError?

    mutating func fail(_ error: DatabaseError) {
        if failure == nil { failure = error }
    }
}
