import Contracts

/// Makes the servers ready for tenants.
struct ServerPreparation: Sendable {
    let administration: any ServerAdministration
    let template: TenantTemplate
    let registry: any Database
    let configuration: ProvisioningConfiguration
    let lockdown: DatabaseLockdown

    /// - Throws: the first error, after every server was tried.
    func prepare() async throws {
        try await registry.withConnection { try await lockdown.lockCurrent(on: $0) }
        var first: (any Error)?
        for server in try await administration.placementServers() {
            do {
                try await prepare(server)
            } catch {
                first = first ?? error
            }
        }
        if let first { throw first }
    }

    private func prepare(_ server: String) async throws {
        try await administration.withConnection(server: server, database: configuration.maintenanceDatabase) { admin in
            try await lockdown.lock(configuration.privateDatabases, on: admin)
        }
        try await template.build(on: server)
        try await template.dropOthers(on: server)
    }
}
