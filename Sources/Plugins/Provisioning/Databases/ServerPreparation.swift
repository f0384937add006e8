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

    /// Prepares all servers. One that is away, or refuses, is no reason to keep the tenants of the others from being served: the first
    /// creation on it prepares it.
    ///
    /// - Throws: what a server reports, when all of them failed; rather why one refused than that one is away.
    func prepare() async throws {
        try await registry.withConnection { try await lockdown.lockCurrent(on: $0) }
        let servers = try await administration.placementServers()
        var failures: [any Error] = []
        for server in servers {
            do {
                try await prepare(server)
            } catch {
                report(error, of: server)
                failures.append(error)
            }
        }
        guard failures.count == servers.count else { return }
        if let failure = failures.first(where: { ($0 as? DatabaseError)?.meansAway != true }) ?? failures.first { throw failure }
    }

    private func report(_ error: any Error, of server: String) {
        let isAway = (error as? DatabaseError)?.meansAway == true
        logger.error(
            isAway ? "A database server is away." : "A database server cannot be made ready.",
            metadata: ["server": "\(server)", "error": "\(error)"])
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
