public import Contracts
public import HostPostgres
internal import Logging

extension PostgresCluster {
    /// The client programs of the installation.
    public func tools(
        folder: ProgramFolder? = .find(), _ target: @escaping @Sendable (DatabaseLogin) async throws -> ConnectionTarget
    ) -> PostgresPrograms {
        PostgresPrograms(
            folder: folder, reactors: TestReactors.group, lane: TestReactors.lane, logger: Logger(label: "tools"), target: target)
    }

    /// The same, as the cluster's superuser or the role that is named.
    public func tools(folder: ProgramFolder? = .find(), overTCP: Bool = false) -> PostgresPrograms {
        tools(folder: folder) { [self] login in
            switch login.account {
            case .administrator: target(database: login.database, overTCP: overTCP)
            case .role(let name, let password):
                target(database: login.database, user: name, password: password, overTCP: overTCP)
            }
        }
    }
}
