public import Contracts
internal import Foundation
internal import HostPostgres

extension PostgresCluster {
    /// How to reach a database of the cluster; as its superuser unless another role is named.
    public func target(
        database: String = "postgres", user: String? = nil, password: Secret? = nil, overTCP: Bool = false,
        usesPreparedStatements: Bool = true
    ) -> ConnectionTarget {
        ConnectionTarget(
            server: "test", parameters: ["host": overTCP ? "127.0.0.1" : folder, "port": String(port)], database: database,
            user: user ?? superuser, password: password ?? superuserPassword, usesPreparedStatements: usesPreparedStatements)
    }

    /// Makes an empty database whose name no other test has.
    public func createDatabase(_ prefix: String = "test", template: String = "template0") async throws -> String {
        let name = prefix + "_" + UUID().uuidString.lowercased().prefix(8)
        try await execute("CREATE DATABASE \(SQLIdentifier.quote(name)) TEMPLATE \(SQLIdentifier.quote(template))")
        return name
    }

    /// Makes a login role whose name no other test has.
    public func createRole(_ prefix: String = "role") async throws -> (name: String, password: Secret) {
        let name = prefix + "_" + UUID().uuidString.lowercased().prefix(8)
        let password = UUID().uuidString
        try await execute("CREATE ROLE \(SQLIdentifier.quote(name)) LOGIN PASSWORD \(SQLIdentifier.literal(password))")
        return (name, Secret(password))
    }

    /// Runs a script as the superuser, on a connection of its own.
    public func execute(_ script: String, database: String = "postgres") async throws {
        try await withConnection(to: target(database: database)) { try await $0.execute(script: script) }
    }

    /// The rows of one statement, as the superuser.
    public func query(_ statement: SQL, database: String = "postgres") async throws -> RowSet {
        try await withConnection(to: target(database: database)) { try await $0.query(statement) }
    }

    /// Connects for `body` and closes the connection after it.
    @discardableResult
    public func withConnection<Result: Sendable>(
        to target: ConnectionTarget, _ body: @Sendable (any PooledConnection) async throws -> Result
    ) async throws -> Result {
        let connection = try await TestReactors.driver.connect(to: target, deadline: .now + .seconds(20))
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
