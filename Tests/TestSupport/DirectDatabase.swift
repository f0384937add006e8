public import Contracts
import HostPostgres

/// A database without a pool: every use opens a connection of its own.
public struct DirectDatabase: Database {
    private let target: ConnectionTarget

    public init(_ target: ConnectionTarget) { self.target = target }

    public func withConnection<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
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
