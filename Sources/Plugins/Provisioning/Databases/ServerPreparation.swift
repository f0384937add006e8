import Contracts
import Logging

/// Makes the servers ready for tenants.
struct ServerPreparation: Sendable {
    let administration: any ServerAdministration
    let template: TenantTemplate
    let registry: any Database
    let configuration: ProvisioningConfiguration
    let lockdown: DatabaseLockdown
    let logger: Logger

    /// One server that is away costs its own tenants their service, and not the others theirs.
    ///
    /// - Throws: the first error when no server could be made ready.
    func prepare() async throws {
        try await registry.withConnection { try await lockdown.lockCurrent(on: $0) }
        let servers = try await administration.placementServers()
        var failures: [any Error] = []
        for server in servers {
            do {
                try await prepare(server)
            } catch {
                logger.error(
                    "A database server is not ready for tenants.", metadata: ["server": "\(server)", "error": "\(error)"])
                failures.append(error)
            }
        }
        if let first = failures.first, failures.count == servers.count { throw first }
    }

    func prepare(_ server: String) async throws {
        try await administration.withConnection(server: server, database: configuration.maintenanceDatabase) { admin in
            try await lockdown.lock(configuration.privateDatabases, on: admin)
        }
        try await template.build(on: server)
        try await template.dropOthers(on: server)
    }
}
