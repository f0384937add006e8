import Contracts
import HostRegistry

enum DatabaseServerSample {
    /// Nobody listens there.
    static let away = DatabaseServer(
        ServerDescription(name: "away", address: ServerAddress(host: "/nowhere") ?? .localhost, adminUser: "nobody"),
        adminPassword: Secret(""))
}
