import Contracts

/// Tries whether a server can hold tenants' databases, before anybody relies on it.
struct ServerTrial: Sendable {
    /// How long it may take.
    private static let limit: Duration = .seconds(5)
    /// The database that every server has.
    private static let maintenanceDatabase = "postgres"

    let driver: any DatabaseDriver

    /// - Throws: `ServerError.unreachable`, `.refused`, `.unsuitable`.
    func run(_ server: ServerDescription, password: Secret) async throws {
        let deadline = min(.now + Self.limit, RequestScope.current?.deadline ?? .now + Self.limit)
        let scope = RequestScope(deadline: deadline, phases: PhaseClock())
        do {
            let target = server.administrativeTarget(database: Self.maintenanceDatabase, password: password)
            let connection = try await driver.connect(to: target, deadline: deadline)
            do {
                try await RequestScope.$current.withValue(scope) { try await Self.examine(connection) }
                await connection.close()
            } catch {
                await connection.close()
                throw error
            }
        } catch DatabaseError.connectFailed(.refused(let reason)) {
            throw ServerError.refused(reason)
        } catch DatabaseError.connectFailed(.unreachable(let reason)) {
            throw ServerError.unreachable(reason)
        } catch DatabaseError.connectFailed(.timedOut), DatabaseError.deadlineExceeded {
            throw ServerError.unreachable("it does not answer in time")
        } catch DatabaseError.connectionLost {
            throw ServerError.unreachable("the connection broke")
        }
    }

    private static func examine(_ connection: any DatabaseConnection) async throws {
        let rows = try await connection.query(
            """
            SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('server_version') AS version,
                (SELECT rolsuper OR (rolcreatedb AND rolcreaterole) FROM pg_roles WHERE rolname = current_user) AS may_create,
                pg_is_in_recovery() OR current_setting('default_transaction_read_only')::bool AS is_read_only
            """)
        guard let row = rows.first else { throw DatabaseError.decoding(column: "major") }
        guard try row.decode("major", as: Int.self) >= ServerError.Unfitness.oldestVersion else {
            throw ServerError.unsuitable(.tooOld(found: try row.decode("version")))
        }
        guard try !row.decode("is_read_only", as: Bool.self) else { throw ServerError.unsuitable(.readOnly) }
        guard try row.decode("may_create", as: Bool.self) else { throw ServerError.unsuitable(.powerless) }
    }
}
