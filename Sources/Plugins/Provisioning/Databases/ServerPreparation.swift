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

    /// Prepares all servers. One that is away is no reason to keep the tenants of the others from being served: the first creation
    /// on it prepares it.
    ///
    /// - Throws: the first error that a server reports, after every server was tried; or that of the first, when all are away.
    func prepare() async throws {
        try await registry.withConnection { try await lockdown.lockCurrent(on: $0) }
        let servers = try await administration.placementServers()
        var refusals: [any Error] = []
        var absences: [any Error] = []
        for server in servers {
            do {
                try await prepare(server)
            } catch let error as DatabaseError where error.meansAway {
                logger.error("A database server is away.", metadata: ["server": "\(server)", "error": "\(error)"])
                absences.append(error)
            } catch {
                refusals.append(error)
            }
        }
        if let refusal = refusals.first { throw refusal }
        if let absence = absences.first, absences.count == servers.count { throw absence }
    }

    /// Makes up for what is missing. Templates of other versions stay: hosts of two versions that each drop the other's would never
    /// be done.
    func restore(_ server: String) async throws {
        try await administration.withConnection(server: server, database: configuration.maintenanceDatabase) { admin in
            try await lockdown.lock(configuration.privateDatabases, on: admin)
        }
        try await template.build(on: server)
    }

    private func prepare(_ server: String) async throws {
        try await restore(server)
        try await template.dropOthers(on: server)
    }
}

extension DatabaseError {
    /// Whether the server could not be reached, or went away, rather than said no.
    fileprivate var meansAway: Bool {
        switch self {
        case .connectFailed(.unreachable), .connectFailed(.timedOut), .connectionLost, .deadlineExceeded: true
        case .connectFailed(.refused(let state)): state.hasPrefix("57P")
        default: false
        }
    }
}
