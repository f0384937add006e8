import Contracts
import HostRegistry
import HostRuntime

extension DatabaseServer {
    init(_ server: HostSettings.DatabaseServer) {
        var parameters = ["host": server.host, "port": String(server.port), "sslmode": server.sslMode.rawValue]
        parameters["sslrootcert"] = server.sslRootCertificate
        // Of several hosts the one that takes writes: the others are standbys.
        if server.host.contains(",") { parameters["target_session_attrs"] = "read-write" }
        self.init(
            name: server.name, parameters: parameters, adminUser: server.adminUser,
            adminPassword: server.adminPassword ?? Secret(""),
            acceptsNewTenants: server.acceptsNewTenants, usesPreparedStatements: server.usesPreparedStatements)
    }
}
