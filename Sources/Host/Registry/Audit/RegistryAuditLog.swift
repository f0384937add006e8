public import Contracts

/// The audit log in the registry. Sequence, salt and hashes are the table's own work: nothing gets in without them.
public struct RegistryAuditLog: AuditLog {
    public init() {}

    public func record(_ entry: AuditEntry, on connection: any DatabaseConnection) async throws {
        let details = String(decoding: JSONWriter.encode(.object(entry.details)), as: UTF8.self)
        _ = try await connection.query(
            """
            INSERT INTO audit_log (actor, action, tenant_id, details)
            VALUES (\(entry.actor), \(entry.action), \(entry.tenant.sqlValue), \(details)::json)
            """)
    }

    public func entries(_ page: AuditPage, in registry: any Database) async throws -> [AuditRecord] {
        var condition = page.filter.condition
        if let after = page.after {
            let chain = after.tenant?.description ?? ChainHash.platformChain
            condition = "\(condition) AND (at, chain, sequence) < (\(after.at)::timestamptz, \(chain)::uuid, \(after.sequence))"
        }
        return try await registry.query(
            """
            SELECT \(AuditRecord.columns) FROM audit_log WHERE \(condition)
            ORDER BY audit_log.at DESC, chain DESC, sequence DESC LIMIT \(page.limit)::bigint
            """
        ).map(AuditRecord.init(row:))
    }

    public func export(
        _ tenant: TenantID?, from registry: any Database, to write: @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        let chains = AuditChains { try await registry.query($0) }
        for end in try await chains.ends(of: tenant) {
            // What is written meanwhile belongs to the next export: each chain goes as far as it went when this one began.
            var last: Int64?
            while case let batch = try await chains.batch(of: end.chain, after: last, upTo: end.length), let newest = batch.last {
                try await write(Self.lines(batch))
                last = newest.sequence
            }
            try await write(end.line)
        }
    }

    private static func lines(_ records: [AuditRecord]) -> [UInt8] {
        records.flatMap { record in
            var writer = JSONWriter()
            record.write(to: &writer, withProof: true)
            return writer.bytes + [UInt8(ascii: "\n")]
        }
    }
}
