public import Contracts

/// Verifies the audit log, in the registry or as it was exported.
public struct AuditVerifier: Sendable {
    /// What was found to hold.
    public struct Summary: Sendable, Equatable {
        public let entries: Int
        public let chains: Int
    }

    private let cryptography: any Cryptography

    public init(cryptography: any Cryptography) { self.cryptography = cryptography }

    /// Verifies every chain of the registry, all as they were at one moment.
    ///
    /// - Throws: `AuditBreak`, or what kept the registry from being read.
    public func verify(_ registry: any Database) async throws -> Summary {
        try await registry.snapshot { connection in
            let chains = AuditChains { try await connection.query($0) }
            var verification = AuditVerification(cryptography: cryptography)
            for end in try await chains.endsOrNone() {
                var last: Int64?
                while case let batch = try await chains.batch(of: end.chain, after: last), let newest = batch.last {
                    for record in batch { try verification.check(record) }
                    last = newest.sequence
                }
                try verification.end(end)
            }
            try await Self.refuseTenantsWithoutChain(on: connection)
            return Summary(entries: verification.entries, chains: verification.chainCount)
        }
    }

    /// Verifies an export, line by line.
    ///
    /// - Parameter registry: where each chain of the export must still be, as far as it went then; nil looks at the export alone.
    /// - Throws: `AuditBreak`, or what kept the registry from being read.
    public func verify(export lines: some Sequence<[UInt8]>, against registry: (any Database)? = nil) async throws -> Summary {
        var verification = AuditVerification(cryptography: cryptography)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            switch AuditLine(line) {
            case .record(let record): try verification.check(record)
            case .end(let end): try verification.end(end)
            case nil: throw AuditBreak(chain: "", sequence: Int64(index + 1), fault: .unreadable)
            }
        }
        try verification.finish()
        if let registry {
            for end in verification.ends.sorted(by: { $0.chain < $1.chain }) { try await Self.compare(end, with: registry) }
        }
        return Summary(entries: verification.entries, chains: verification.chainCount)
    }

    private static func compare(_ end: AuditChainEnd, with registry: any Database) async throws {
        let rows = try await registry.query(
            "SELECT hash FROM audit_log WHERE chain = \(end.chain)::uuid AND sequence = \(end.length)")
        guard try rows.first?.decode(at: 0, as: [UInt8].self) == end.head else {
            throw AuditBreak(chain: end.chain, sequence: end.length, fault: .notInRegistry)
        }
    }

    /// Every tenant's chain begins with its creation, so one without a chain has lost it.
    private static func refuseTenantsWithoutChain(on connection: any DatabaseConnection) async throws {
        let rows = try await connection.query(
            """
            SELECT id FROM tenant WHERE status IN ('active', 'suspended', 'deleting')
                AND NOT EXISTS (SELECT FROM audit_chain WHERE chain = tenant.id) ORDER BY id LIMIT 1
            """)
        if let row = rows.first { throw AuditBreak(chain: try row.decode(at: 0), sequence: 1, fault: .noChain) }
    }
}
