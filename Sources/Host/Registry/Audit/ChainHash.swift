import Contracts

/// The digests by which the audit log is chained, as the registry's function `audit_digest` makes them.
struct ChainHash: Sendable {
    /// What stands before the first entry.
    static let none = [UInt8](repeating: 0, count: 32)

    /// The chain of what concerns no tenant.
    static let platformChain = "00000000-0000-0000-0000-000000000000"

    let cryptography: any Cryptography

    /// Of what is personal in an entry; nil when it was erased.
    func personalDigest(of record: AuditRecord) -> [UInt8]? {
        guard let salt = record.salt, let details = record.details else { return nil }
        return digest(["audit details 1", TextEncoding.hex(salt), record.actor, details])
    }

    func hash(of record: AuditRecord) -> [UInt8] {
        digest([
            "audit entry 1", record.chain, String(record.sequence), record.at, record.lastingActor, record.action,
            TextEncoding.hex(record.personalDigest), TextEncoding.hex(record.previousHash),
        ])
    }

    /// SHA-256 of texts, each as a netstring: its length in bytes, a colon, itself, a comma.
    private func digest(_ fields: [String]) -> [UInt8] {
        cryptography.sha256(fields.flatMap { Array("\($0.utf8.count):\($0),".utf8) })
    }
}

extension AuditRecord {
    /// The name of its chain.
    var chain: String { tenant?.description ?? ChainHash.platformChain }

    /// What stays of the actor when the tenant is erased: of an account or an API key its kind.
    var lastingActor: String {
        let kind = actor.prefix { $0 != ":" }
        return kind == "account" || kind == "api_key" ? String(kind) : actor
    }
}
