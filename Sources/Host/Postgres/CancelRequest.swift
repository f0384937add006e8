internal import CPostgres

/// Owns one `PGcancel`: the address and key by which any thread asks the server to cancel what a connection runs.
///
/// Sendable because nothing changes a `PGcancel` once it is made, and libpq allows `PQcancel` on every thread (libpq, "Canceling Queries
/// in Progress").
final class CancelRequest: @unchecked Sendable {
    private let raw: OpaquePointer

    init(owning raw: OpaquePointer) { self.raw = raw }

    deinit { PQfreeCancel(raw) }

    /// Opens a connection of its own to the server, sends the request and waits until it was acted upon: it blocks, so it belongs in
    /// the blocking lane (`PQcancel`).
    ///
    /// - Returns: whether the request reached the server. The statement may have ended before.
    func sendAndWait() -> Bool {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { reason in
            PQcancel(raw, reason.baseAddress, Int32(reason.count)) == 1
        }
    }
}
