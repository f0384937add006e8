import Contracts
import FoundationEssentials

/// All SQL on the table `registry_change`.
struct ChangeStore: Sendable {
    /// The channel that wakes the hosts; its notifications carry nothing.
    static let channel = "registry_change"

    static let retention: Duration = .seconds(3600)

    private static let batch = 1000

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

    /// One round trip: renews the lease of `host`, if one is given, then reads the changes and all hosts.
    ///
    /// The order matters. What the changes tell is no older than the renewal, and the hosts are no older than the changes.
    func look(after last: Int64, renewing host: HostInstance?, in registry: any Database) async throws -> FeedReading {
        let renewal = host.map { HostStore.renewal(of: $0, applied: last) }
        let answers = try await registry.pipeline([renewal, Self.changes(after: last), HostStore.all].compactMap { $0 })
        guard answers.count >= 2 else { throw DatabaseError.decoding(column: "id") }
        return FeedReading(
            isEntered: host == nil || answers[0].affectedRows == 1,
            changes: try Self.changes(in: answers[answers.count - 2], after: last),
            hosts: try answers[answers.count - 1].map(HostRecord.init))
    }

    /// From the last known id on, that one included as the proof that nothing in between is gone.
    private static func changes(after last: Int64) -> SQL {
        "SELECT id, kind, subject FROM registry_change WHERE id >= \(last) ORDER BY id LIMIT \(batch)"
    }

    private static func changes(in rows: RowSet, after last: Int64) throws -> FeedReading.Changes {
        var changes: [RegistryChange?] = []
        var newest = last
        for index in 0..<rows.count {
            let id: Int64 = try rows[index].decode(at: 0)
            guard id > last else { continue }
            newest = id
            changes.append(RegistryChange(kind: try rows[index].decode(at: 1), subject: try rows[index].decode(at: 2)))
        }
        guard last == 0 || changes.count < rows.count else { return .gap }
        return .known(changes, last: newest, isComplete: rows.count < batch)
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
        case .databaseServer(let server): ("database_server", server)
        }
    }

    fileprivate init?(kind: String, subject: UUID) {
        switch kind {
        case "tenant": self = .tenant(TenantID(subject))
        case "account": self = .account(subject)
        case "session": self = .session(subject)
        case "operator_key": self = .operatorKey(subject)
        case "api_key": self = .apiKey(subject)
        case "database_server": self = .databaseServer(subject)
        default: return nil
        }
    }
}
