import Contracts

/// How much more a tenant may keep.
///
/// The number of records is exact: who has written waits for the others that have, counts what there is then, and commits before the
/// next one counts. Writing itself goes side by side; a tenant without this limit does none of it.
struct RecordAllowance: Sendable {
    /// Most records; nil is any number.
    private let records: Int?
    /// Why nothing new is kept at all.
    private let refusal: LimitReached?

    /// Of a tenant without limits.
    init() { (records, refusal) = (nil, nil) }

    init(of tenant: Tenant) {
        records = tenant.limits.records
        refusal = tenant.isStorageFull ? tenant.limits.databaseBytes.map { LimitReached(.databaseBytes, allowed: $0) } : nil
    }

    /// - Throws: `LimitReached` when the tenant's database has grown beyond its limit.
    func requireStorage() throws(LimitReached) { if let refusal { throw refusal } }

    /// Whether records are counted when some are added, which takes a transaction.
    var isCounted: Bool { records != nil }

    /// Runs a statement that may add records, in a transaction if they are counted.
    ///
    /// - Throws: `LimitReached` when there are too many; the transaction is then to be rolled back.
    func run(_ statement: SQL, on connection: any DatabaseConnection) async throws -> RowSet {
        guard isCounted else { return try await connection.query(statement) }
        let results = try await connection.pipeline([Self.count, statement, Self.lock, Self.count])
        guard results.count == 4 else { throw DatabaseError.decoding(column: "count") }
        try check(try Self.number(results[3]), since: try Self.number(results[0]))
        return results[1]
    }

    /// How many records there are before a transaction adds some; nil when nobody wants to know.
    func count(on connection: any DatabaseConnection) async throws -> Int? {
        guard records != nil else { return nil }
        return try Self.number(try await connection.query(Self.count))
    }

    /// To be called last in a transaction that has added records: nobody else's end before it does.
    ///
    /// - Throws: `LimitReached` when there are too many; the transaction is then to be rolled back.
    func settle(since before: Int?, on connection: any DatabaseConnection) async throws {
        guard let before else { return }
        let results = try await connection.pipeline([Self.lock, Self.count])
        guard results.count == 2 else { throw DatabaseError.decoding(column: "count") }
        try check(try Self.number(results[1]), since: before)
    }

    /// Who has more than the limit, because it was lowered, may go on changing what there is.
    private func check(_ after: Int, since before: Int) throws(LimitReached) {
        guard let records, after > records, after > before else { return }
        throw LimitReached(.records, allowed: records)
    }

    private static func number(_ rows: RowSet) throws -> Int {
        guard let row = rows.first else { throw DatabaseError.decoding(column: "count") }
        return try row.decode(at: 0)
    }

    /// Nobody else's in a tenant's database.
    private static let lockKey: Int64 = 0x746D_6772_7265_6373

    /// Held until the transaction ends.
    private static let lock: SQL = "SELECT pg_advisory_xact_lock(\(lockKey))"
    private static let count: SQL = "SELECT COALESCE(sum(\"difference\"), 0)::bigint FROM \"recordCount\""
}
