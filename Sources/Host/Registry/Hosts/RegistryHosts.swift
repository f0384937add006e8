public import Contracts
public import FoundationEssentials

/// The hosts as operators see them.
public struct RegistryHosts: Sendable {
    private let registry: any Database

    public init(registry: any Database) { self.registry = registry }

    /// All that hold a lease or held one until a moment ago, the oldest first.
    public func list() async throws -> [HostStanding] {
        try await registry.query(
            """
            SELECT id, name, to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS started_at,
                (extract(epoch FROM clock_timestamp() - renewed_at) * 1000)::bigint AS silent_ms,
                (SELECT count(*) FROM registry_change WHERE registry_change.id > applied) AS behind
            FROM host_instance ORDER BY host_instance.started_at, id
            """
        ).map { row in
            HostStanding(
                id: try row.decode("id"), name: try row.decode("name"), startedAt: try row.decode("started_at"),
                silence: .milliseconds(try row.decode("silent_ms", as: Int64.self)), behind: try row.decode("behind"))
        }
    }
}

/// How one host stands.
public struct HostStanding: Sendable, Equatable {
    public let id: UUID
    public let name: String
    /// RFC 3339, UTC.
    public let startedAt: String
    /// How long ago it renewed its lease, by the registry's clock.
    public let silence: Duration
    /// Changes that it has not applied yet.
    public let behind: Int
}
