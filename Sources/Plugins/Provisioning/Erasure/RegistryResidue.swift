import Contracts

/// Looks through every table of the registry for a tenant, by the catalogue: a table that is added later is looked through, too.
struct RegistryResidue: Sendable {
    /// Where a tenant may still be named once it is erased.
    private enum Keeper: String, CaseIterable {
        /// The log outlives the tenant; nothing personal may be left in it.
        case auditLog = "audit_log"
        case auditChain = "audit_chain"
        case erasureLedger = "erasure_ledger"
        /// Other hosts learn by it of what is gone. It holds ids alone, for an hour.
        case registryChange = "registry_change"
    }

    private let tables: [RegistryTable]

    init(on connection: any DatabaseConnection) async throws {
        let keepers = Set(Keeper.allCases.map(\.rawValue))
        tables = try await RegistryTable.all(on: connection).filter { !keepers.contains($0.name) }
    }

    /// How many rows of each table name the tenant.
    func census(of subject: ErasureSubject, on connection: any DatabaseConnection) async throws -> [String: Int] {
        let counts = try await counts(of: subject, on: connection)
        return Dictionary(counts.map { ($0.table.name, $0.count) }, uniquingKeysWith: +)
    }

    /// What is left of the tenant and of its accounts, as the caller's transaction sees it.
    func scan(for subject: ErasureSubject, on connection: any DatabaseConnection) async throws -> [Residue] {
        let left = try await counts(of: subject, on: connection).filter { $0.count > 0 }
            .map { Residue(place: "registry.\($0.table.name)", count: $0.count) }
        let log = try await connection.query(
            """
            SELECT count(*) FROM audit_log WHERE chain = \(subject.tenant)
                AND (salt IS NOT NULL OR details IS NOT NULL OR actor <> audit_lasting_actor(actor))
            """)
        let unemptied = try log.first?.decode(at: 0, as: Int.self) ?? 0
        return unemptied == 0 ? left : left + [Residue(place: "registry.\(Keeper.auditLog.rawValue)", count: unemptied)]
    }

    private func counts(
        of subject: ErasureSubject, on connection: any DatabaseConnection
    ) async throws -> [(table: RegistryTable, count: Int)] {
        let results = try await connection.pipeline(tables.map { $0.count(of: subject) })
        guard results.count == tables.count else { throw DatabaseError.decoding(column: "count") }
        return try zip(tables, results).map { table, rows in
            guard let row = rows.first else { throw DatabaseError.decoding(column: "count") }
            return (table, try row.decode(at: 0))
        }
    }
}
