import Contracts
import HostRegistry

extension DatabaseServer {
    /// A server that nothing connects to.
    static func sample(_ name: String, _ edit: (inout ServerDescription) -> Void = { _ in }) -> DatabaseServer {
        var description = ServerDescription(name: name, address: ServerAddress(host: "db") ?? .localhost, adminUser: "admin")
        edit(&description)
        return DatabaseServer(description, adminPassword: Secret("admin's"))
    }
}
