public import Contracts

/// Administrative connections, each opened for one use and closed after it.
public struct RegistryServerAdministration: ServerAdministration {
    /// How long connecting may take when no request says otherwise.
    private static let connectTimeout: Duration = .seconds(10)

    private let driver: any DatabaseDriver
    private let servers: DatabaseServers
    private let load: ServerLoad

    public init(driver: any DatabaseDriver, servers: DatabaseServers, registry: any Database) {
        self.driver = driver
        self.servers = servers
        load = ServerLoad(registry: registry)
    }

    public func placementServers() async throws -> [String] {
        let open = try await servers.all().map(\.description).filter { $0.state == .open }
        return try await load.ordered(open).map(\.server.name)
    }

    public func withConnection<Result: Sendable>(
        server: String, database: String, _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        try await use(try await servers.administrativeTarget(server: server, database: database), body)
    }

    public func withTenantConnection<Result: Sendable>(
        to placement: Placement, password: Secret, _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        try await use(try await servers.target(for: placement, password: password), body)
    }

    /// How a client program connects.
    ///
    /// - Throws: `ServerError`.
    public func target(for login: DatabaseLogin) async throws -> ConnectionTarget {
        switch login.account {
        case .administrator: try await servers.administrativeTarget(server: login.server, database: login.database)
        case .role(let role, let password):
            try await servers.target(
                for: Placement(server: login.server, database: login.database, role: role), password: password)
        }
    }

    private func use<Result: Sendable>(
        _ target: ConnectionTarget, _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        let deadline = RequestScope.current?.deadline ?? .now + Self.connectTimeout
        let connection = try await driver.connect(to: target, deadline: deadline)
        do {
            let result = try await body(connection)
            await connection.close()
            return result
        } catch {
            await connection.close()
            throw error
        }
    }
}
