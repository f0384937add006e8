public import Contracts
internal import FoundationEssentials

/// Makes, lists and revokes operator keys. The command line is its caller; no route makes a key.
public struct OperatorKeys: Sendable {
    private let registry: any Database
    private let changes: any ChangeFeed
    private let audit: any AuditLog
    private let cryptography: any Cryptography
    private let store = OperatorKeyStore()

    public init(registry: any Database, changes: any ChangeFeed, audit: any AuditLog, cryptography: any Cryptography) {
        self.registry = registry
        self.changes = changes
        self.audit = audit
        self.cryptography = cryptography
    }

    /// Makes a key and returns its text, which cannot be had again.
    ///
    /// - Parameter actor: who asks, for the audit trail: `cli`.
    /// - Throws: `OperatorKeyError.malformedName`, `.nameTaken`.
    public func create(name: String, role: OperatorRole, actor: String) async throws -> Secret {
        guard Self.isName(name) else { throw OperatorKeyError.malformedName }
        let id = UUID()
        let key = OperatorKeyText.make(id, cryptography)
        let hash = OperatorKeyText.hash(key.reveal(), cryptography)
        try await registry.transaction { connection in
            guard try await store.insert(id, name, role, hash: hash, by: actor, on: connection) else {
                throw OperatorKeyError.nameTaken
            }
            try await tell("operator_key.created", id, name, by: actor, on: connection)
        }
        return key
    }

    /// All keys, revoked ones included, the oldest first.
    public func list() async throws -> [OperatorKey] {
        try await registry.withConnection { try await store.list(on: $0) }
    }

    /// Revokes the key of that name; every host refuses it when this returns.
    ///
    /// - Throws: `OperatorKeyError.unknown`, `.alreadyRevoked`, `ChangeFeedError`.
    public func revoke(name: String, actor: String) async throws {
        try await registry.transaction { connection in
            guard let key = try await store.find(name, on: connection) else { throw OperatorKeyError.unknown }
            guard try await store.revoke(key.id, by: actor, on: connection) else { throw OperatorKeyError.alreadyRevoked }
            try await tell("operator_key.revoked", key.id, name, by: actor, on: connection)
        }
        try await changes.settle()
    }

    private func tell(
        _ action: String, _ id: UUID, _ name: String, by actor: String, on connection: any DatabaseConnection
    ) async throws {
        let details = JSONObject([JSONMember("key", .string(id.canonical)), JSONMember("name", .string(name))])
        try await audit.record(AuditEntry(actor: actor, action: action, details: details), on: connection)
        try await changes.publish(.operatorKey(id), on: connection)
    }

    /// Names stand in log lines and in the audit trail, so they are plain words.
    private static func isName(_ name: String) -> Bool {
        let isWordCharacter: (UInt8) -> Bool = { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: false
            }
        }
        guard (1...64).contains(name.utf8.count), let first = name.utf8.first, isWordCharacter(first) else { return false }
        return name.utf8.allSatisfy { isWordCharacter($0) || ".-_@".utf8.contains($0) }
    }
}
