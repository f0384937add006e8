import Contracts
import FoundationEssentials

/// All SQL on the table `registry_change`.
struct ChangeStore: Sendable {
    /// The channel that wakes the hosts; its notifications carry nothing.
    static let channel = "registry_change"

    static let retention: Duration = .seconds(3600)

    private static let batch = 1000

    /// What a read from the last known id found.
    enum Reading: Sendable, Equatable {
        /// The changes since, and the id to go on from; `isComplete` is false when more are waiting. A change of a kind that only
        /// a later program knows is nil.
        case changes([RegistryChange?], last: Int64, isComplete: Bool)
        /// The last known change is no longer there: it was pruned, or the registry was restored. Changes may have been missed.
        case gap
    }

    /// Publishers wait for each other until they commit, so that no id becomes visible after a higher one.
    func publish(_ change: RegistryChange, on connection: any DatabaseConnection) async throws {
        let (kind, subject) = change.row
        _ = try await connection.pipeline([
            "SELECT pg_advisory_xact_lock(\(AdvisoryLock.changeFeed))",
            "INSERT INTO registry_change (kind, subject) VALUES (\(kind), \(subject))",
            "SELECT pg_notify(\(Self.channel), '')",
        ])
    }

    func latest(in registry: any Database) async throws -> Int64 {
        try await registry.query("SELECT coalesce(max(id), 0) FROM registry_change").first?.decode(at: 0) ?? 0
    }

    /// Reads from the last known id on, that one included as the proof that nothing in between is gone.
    func read(after last: Int64, in registry: any Database) async throws -> Reading {
        let rows = try await registry.query(
            "SELECT id, kind, subject FROM registry_change WHERE id >= \(last) ORDER BY id LIMIT \(Self.batch)")
        var changes: [RegistryChange?] = []
        var newest = last
        for index in 0..<rows.count {
            let id: Int64 = try rows[index].decode(at: 0)
            guard id > last else { continue }
            newest = id
            changes.append(RegistryChange(kind: try rows[index].decode(at: 1), subject: try rows[index].decode(at: 2)))
        }
        guard last == 0 || changes.count < rows.count else { return .gap }
        return .changes(changes, last: newest, isComplete: rows.count < Self.batch)
    }

    /// Takes out what every host has read long ago, but never the newest, from which the hosts go on.
    func prune(in registry: any Database) async throws {
        let seconds = Double(Self.retention.components.seconds)
        _ = try await registry.query(
            """
            DELETE FROM registry_change
            WHERE at < now() - make_interval(secs => \(seconds)) AND id < (SELECT max(id) FROM registry_change)
            """)
    }
}

extension RegistryChange {
    fileprivate var row: (kind: String, subject: UUID) {
        switch self {
        case .tenant(let tenant): ("tenant", tenant.uuid)
        case .account(let account): ("account", account)
        case .session(let session): ("session", session)
        case .operatorKey(let key): ("operator_key", key)
        case .apiKey(let key): ("api_key", key)
        }
    }

    fileprivate init?(kind: String, subject: UUID) {
        switch kind {
        case "tenant": self = .tenant(TenantID(subject))
        case "account": self = .account(subject)
        case "session": self = .session(subject)
        case "operator_key": self = .operatorKey(subject)
        case "api_key": self = .apiKey(subject)
        default: return nil
        }
    }
}
