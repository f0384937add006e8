import Contracts

/// The servers of the settings, by name.
public struct DatabaseServers: Sendable {
    private let servers: [String: DatabaseServer]

    /// Of two servers of one name the first is kept; the settings refuse that before.
    public init(_ servers: [DatabaseServer]) {
        self.servers = Dictionary(servers.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Those that take new tenants.
    var openNames: [String] { servers.values.filter(\.acceptsNewTenants).map(\.name).sorted() }

    /// How a tenant's own role connects.
    ///
    /// - Parameter statementTimeout: milliseconds. It is an option of the session's start, so that it costs nothing per request, and
    ///   resetting the session brings it back.
    func target(
        for placement: Placement, password: Secret, statementTimeout: Int? = nil
    ) throws(ServerError) -> ConnectionTarget {
        let server = try server(placement.server)
        var parameters = server.parameters
        if let statementTimeout { parameters["options"] = "-c statement_timeout=\(statementTimeout)" }
        return ConnectionTarget(
            server: server.name, parameters: parameters, database: placement.database, user: placement.role,
            password: password, usesPreparedStatements: server.usesPreparedStatements)
    }

    /// How the administrator connects.
    func administrativeTarget(server name: String, database: String) throws(ServerError) -> ConnectionTarget {
        let server = try server(name)
        return ConnectionTarget(
            server: server.name, parameters: server.parameters, database: database, user: server.adminUser,
            password: server.adminPassword, usesPreparedStatements: server.usesPreparedStatements)
    }

    private func server(_ name: String) throws(ServerError) -> DatabaseServer {
        guard let server = servers[name] else { throw .unknownServer(name) }
        return server
    }
}

public enum ServerError: Error, Equatable, Sendable {
    /// A tenant lies on a server that the settings do not have.
    case unknownServer(String)
}
