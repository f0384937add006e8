internal import CPostgres
internal import Contracts
internal import Glibc

/// Owns one `PGresult`; `PQclear` runs exactly once.
///
/// Sendable because libpq does not change a result once it has handed it over, and allows any thread to read it (libpq, "Behavior in
/// Threaded Programs").
struct ResultHandle: ~Copyable, @unchecked Sendable {
    private let raw: OpaquePointer

    init(owning raw: OpaquePointer) { self.raw = raw }

    deinit { PQclear(raw) }

    var status: ExecStatusType { PQresultStatus(raw) }
    var rowCount: Int { Int(PQntuples(raw)) }
    var columnCount: Int { Int(PQnfields(raw)) }

    /// Rows that the command wrote or copied (`PQcmdTuples`, which counts what a SELECT reads as well); 0 for others.
    var affectedRows: Int {
        guard let command = PQcmdStatus(raw), strncmp(command, "SELECT", 6) != 0, let count = PQcmdTuples(raw) else { return 0 }
        return Int(String(cString: count)) ?? 0
    }

    /// The first column of exactly that name. `PQfnumber` would fold the name to lower case.
    func column(named name: String) -> Int? {
        name.withCString { wanted in
            (0..<PQnfields(raw)).first { column in PQfname(raw, column).map { strcmp($0, wanted) == 0 } ?? false }
        }.map(Int.init)
    }

    func isNull(row: Int, column: Int) -> Bool { PQgetisnull(raw, Int32(row), Int32(column)) == 1 }

    /// Lends the cell's bytes; empty for NULL and for a cell that does not exist.
    func withBytes<Result>(row: Int, column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard let cell = PQgetvalue(raw, Int32(row), Int32(column)) else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        let count = Int(PQgetlength(raw, Int32(row), Int32(column)))
        return body(UnsafeBufferPointer(start: UnsafeRawPointer(cell).assumingMemoryBound(to: UInt8.self), count: count))
    }

    /// The bytes of a cell that exists, for as long as the result; nil for NULL.
    @inline(__always)
    func cell(row: Int, column: Int) -> UnsafeBufferPointer<UInt8>? {
        let (row, column) = (Int32(row), Int32(column))
        let count = Int(PQgetlength(raw, row, column))
        // Only an empty cell may be NULL.
        guard count > 0 || PQgetisnull(raw, row, column) == 0, let cell = PQgetvalue(raw, row, column) else { return nil }
        return UnsafeBufferPointer(start: UnsafeRawPointer(cell).assumingMemoryBound(to: UInt8.self), count: count)
    }

    /// What the server says of its refusal.
    ///
    /// - Returns: nil when the error is libpq's own, which has no SQLSTATE: the connection is lost then.
    var diagnostic: ServerDiagnostic? {
        guard let sqlState = field("C") else { return nil }
        return ServerDiagnostic(
            sqlState: SQLState(rawValue: sqlState), message: field("M") ?? "", detail: field("D"), constraint: field("n"),
            table: field("t"), column: field("c"))
    }

    /// A field of the error by the letter it has in the protocol ("Error and Notice Message Fields"), as `PG_DIAG_…` do.
    private func field(_ letter: Unicode.Scalar) -> String? {
        PQresultErrorField(raw, Int32(letter.value)).map { String(cString: $0) }
    }
}
