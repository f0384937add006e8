import Contracts
import HostRegistry
import TestSupport
import Testing

enum DatabaseServerSample {
    /// Nobody listens there.
    static let away = DatabaseServer(
        ServerDescription(name: "away", address: ServerAddress(host: "/nowhere") ?? .localhost, adminUser: "nobody"),
        adminPassword: Secret(""))

    /// It does not know the password.
    static var refusing: DatabaseServer {
        get async throws {
            let cluster = try await LifecycleStack.cluster
            let address = try #require(ServerAddress(host: cluster.folder, port: String(cluster.port)))
            return DatabaseServer(
                ServerDescription(name: "refusing", address: address, adminUser: cluster.superuser), adminPassword: Secret("wrong"))
        }
    }
}
