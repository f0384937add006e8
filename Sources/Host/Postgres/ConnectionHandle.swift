internal import CPostgres
internal import Contracts

/// Owns one `PGconn`; `PQfinish` runs exactly once. Every call is one of libpq's that do not block.
struct ConnectionHandle: ~Copyable {
    /// Nil once finished: libpq answers every call on a null connection with failure.
    private(set) var raw: OpaquePointer?

    private init(owning raw: OpaquePointer) { self.raw = raw }

    deinit { PQfinish(raw) }

    /// Starts connecting (`PQconnectStartParams`). Host names must have been resolved before: libpq would block on them.
    ///
    /// - Throws: `DatabaseError.connectFailed`.
    static func begin(_ keywords: ConnectKeywords) throws(DatabaseError) -> ConnectionHandle {
        // A database called "host=elsewhere" is a name, not a connection string: expand_dbname is 0.
        guard let raw = keywords.withCArrays({ PQconnectStartParams($0, $1, 0) }) else {
            throw .connectFailed(.unreachable("out of memory"))
        }
        let handle = ConnectionHandle(owning: raw)
        // Failures during start-up then hold the SQLSTATE and nothing that the server wrote.
        PQsetErrorVerbosity(raw, PQERRORS_SQLSTATE)
        // The default receiver prints to stderr.
        PQsetNoticeReceiver(raw, { _, _ in }, nil)
        guard PQstatus(raw) != CONNECTION_BAD else { throw .connectFailed(handle.connectFailure) }
        return handle
    }

    enum ConnectStep {
        case reads, writes, connected, failed
    }

    /// Goes on connecting once the socket is ready. The socket may be another one afterwards.
    func pollConnect() -> ConnectStep {
        switch PQconnectPoll(raw) {
        case PGRES_POLLING_READING: .reads
        case PGRES_POLLING_WRITING: .writes
        case PGRES_POLLING_OK: .connected
        default: .failed
        }
    }

    /// - Returns: false when the connection is lost.
    func makeNonBlocking() -> Bool { PQsetnonblocking(raw, 1) == 0 }

    mutating func finish() {
        PQfinish(raw)
        raw = nil
    }

    var socket: Int32 { PQsocket(raw) }
    var isLost: Bool { PQstatus(raw) == CONNECTION_BAD }
    var database: String { PQdb(raw).map { String(cString: $0) } ?? "" }
    var transaction: PGTransactionStatusType { PQtransactionStatus(raw) }
    /// What the server has last said of itself, unasked (PostgreSQL 14, "Asynchronous Operations"): a standby, or set to take no writes.
    var isReadOnly: Bool { reports("in_hot_standby") || reports("default_transaction_read_only") }
    private func reports(_ parameter: String) -> Bool {
        PQparameterStatus(raw, parameter).map { String(cString: $0) == "on" } ?? false
    }
    var connectFailure: ConnectFailure { ConnectFailure(libpqMessage: PQerrorMessage(raw).map { String(cString: $0) } ?? "") }

    /// What is needed to cancel the statement that runs, from any thread.
    func makeCancelRequest() -> CancelRequest? {
        PQgetCancel(raw).map { CancelRequest(owning: $0) }
    }
}
