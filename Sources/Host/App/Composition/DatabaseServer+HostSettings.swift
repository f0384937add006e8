import Contracts
import HostRegistry
import HostRuntime

extension DatabaseServer {
    init(_ server: HostSettings.DatabaseServer) { self.init(server.description, adminPassword: server.adminPassword ?? Secret("")) }
}
