import Contracts
import HostRegistry

enum DatabaseServerSample {
    /// Nobody listens there.
    static let away = DatabaseServer(
        name: "away", parameters: ["host": "/nowhere"], adminUser: "nobody", adminPassword: Secret(""))
}
