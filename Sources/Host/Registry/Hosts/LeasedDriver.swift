public import Contracts

/// Opens tenants' connections under the host's lease: one that became ready after the lease had run out is given to nobody.
///
/// Whoever cuts a tenant off ends its sessions once the leases have run out. A host that stood still while it connected would else
/// bring a session with it that nobody has ended.
public struct LeasedDriver: DatabaseDriver {
    private let driver: any DatabaseDriver
    private let lease: HostLease
    private let registryServer: String

    /// - Parameter registryServer: the name of the one server that is reached without a lease, to get one.
    public init(_ driver: any DatabaseDriver, lease: HostLease, registryServer: String) {
        self.driver = driver
        self.lease = lease
        self.registryServer = registryServer
    }

    public func connect(to target: ConnectionTarget, deadline: ContinuousClock.Instant) async throws -> any PooledConnection {
        let connection = try await driver.connect(to: target, deadline: deadline)
        guard target.server == registryServer || lease.isHeld() else {
            await connection.close()
            throw DirectoryError.stale(age: lease.age() ?? .zero)
        }
        return connection
    }
}
