public import Contracts
public import Logging

/// Measures tenants' databases now and then, and tells all hosts when one has grown beyond its limit or has come back below it.
public struct DatabaseSizeSweep: Sendable {
    /// How long measuring a batch may take.
    private static let limit: Duration = .seconds(60)
    /// The database that every server has, to ask about the others from.
    private static let maintenanceDatabase = "postgres"

    private let registry: any Database
    private let administration: any ServerAdministration
    private let changes: any ChangeFeed
    private let store: DatabaseSizeStore
    private let interval: Duration
    private let logger: Logger

    /// - Parameter interval: how old the figures may grow.
    public init(
        registry: any Database, administration: any ServerAdministration, plans: PlanCatalogue, changes: any ChangeFeed,
        interval: Duration, logger: Logger
    ) {
        self.registry = registry
        self.administration = administration
        self.changes = changes
        store = DatabaseSizeStore(plans: plans)
        self.interval = interval
        self.logger = logger
    }

    /// Measures all that are due. A server that does not answer is logged; its databases keep their figures until the next sweep.
    public func sweep() async throws {
        while !Task.isCancelled {
            let scope = RequestScope(deadline: .now + Self.limit, phases: PhaseClock())
            let isDone = try await RequestScope.$current.withValue(scope) {
                let due = try await registry.withConnection { try await store.claim(olderThan: interval, on: $0) }
                for (server, databases) in Dictionary(grouping: due, by: \.server) { await measure(databases, on: server) }
                return due.isEmpty
            }
            if isDone { return }
        }
    }

    private func measure(_ databases: [MeasuredDatabase], on server: String) async {
        do {
            let sizes = try await sizes(of: databases.map(\.name), on: server)
            try await registry.transaction { connection in
                let measured = databases.compactMap { database in sizes[database.name].map { (database.tenant, $0) } }
                try await store.record(measured, on: connection)
                for database in databases where database.crosses(to: sizes[database.name]) {
                    try await changes.publish(.tenant(database.tenant), on: connection)
                }
            }
        } catch {
            logger.warning("Databases could not be measured.", metadata: ["server": "\(server)", "error": "\(error)"])
        }
    }

    /// By name, without those that are gone or closed to the administrator.
    private func sizes(of names: [String], on server: String) async throws -> [String: Int] {
        try await administration.withConnection(server: server, database: Self.maintenanceDatabase) { connection in
            let rows = try await connection.query(
                """
                SELECT datname::text, pg_database_size(oid) FROM pg_database
                WHERE datname = ANY (\(SQLValue.textArray(names))::text[]) AND has_database_privilege(oid, 'CONNECT')
                """)
            let pairs: [(String, Int?)] = try rows.map { (try $0.decode(at: 0), try $0.decode(at: 1)) }
            return Dictionary(pairs, uniquingKeysWith: { first, _ in first }).compactMapValues(\.self)
        }
    }
}

extension MeasuredDatabase {
    /// Whether the new size is on the other side of the limit than the last.
    fileprivate func crosses(to bytes: Int?) -> Bool {
        guard let bytes else { return false }
        return limits.isExceeded(byDatabaseBytes: self.bytes) != limits.isExceeded(byDatabaseBytes: bytes)
    }
}
