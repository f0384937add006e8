public import Contracts

/// Where and as whom a tenant's connections are opened, for the pools. The password is opened anew each time, and kept nowhere.
public struct TenantConnectionTargets: Sendable {
    private let directory: RegistryTenantDirectory
    private let servers: DatabaseServers
    private let vault: CredentialVault

    public init(directory: RegistryTenantDirectory, servers: DatabaseServers, cryptography: any Cryptography) {
        self.directory = directory
        self.servers = servers
        vault = CredentialVault(cryptography: cryptography)
    }

    /// - Throws: `LifecycleError.unknownTenant`, `PoolError.tenantClosed`, `ServerError`, and whatever the directory throws.
    public func target(of tenant: TenantID) async throws -> TenantConnectionTarget {
        guard let entry = try await directory.entry(.id(tenant)) else { throw LifecycleError.unknownTenant }
        guard entry.tenant.status == .active else { throw PoolError.tenantClosed }
        let password = try vault.open(entry.sealedPassword, of: tenant)
        return TenantConnectionTarget(
            target: try await servers.target(
                for: entry.tenant.placement, password: password, statementTimeout: entry.tenant.limits.statementTimeout),
            maxConnections: entry.tenant.limits.connections)
    }
}

public struct TenantConnectionTarget: Sendable {
    public let target: ConnectionTarget
    /// The tenant's limit; nil leaves it to the host's own limit.
    public let maxConnections: Int?
}
