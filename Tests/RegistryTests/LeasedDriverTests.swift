import Contracts
import TestSupport
import Testing

@testable import HostRegistry

@Suite struct LeasedDriverTests {
    private let lease = HostLease(duration: .seconds(60))
    private let driver = MockDriver()

    private func connect(to server: String) async throws -> any PooledConnection {
        let target = ConnectionTarget(server: server, parameters: [:], database: "d", user: "u", password: Secret("p"))
        return try await LeasedDriver(driver, lease: lease, registryServer: "registry").connect(
            to: target, deadline: .now + .seconds(5))
    }

    @Test func aTenantsConnectionIsOpenedUnderTheLease() async throws {
        lease.renew(asOf: .now)
        _ = try await connect(to: "main")
    }

    /// The host stood still while it connected, and whoever waited for its lease has ended all sessions meanwhile.
    @Test func oneThatIsReadyAfterTheLeaseIsClosed() async throws {
        lease.renew(asOf: .now)
        driver.holdConnects()
        let connecting = Task { try await connect(to: "main") }
        await driver.attempts.reach(1)
        lease.lapse()
        driver.releaseConnects()
        await #expect(throws: DirectoryError.stale(age: .zero)) { try await connecting.value }
        #expect(driver.openCount == 0)
    }

    @Test func theRegistryIsReachedWithoutOne() async throws { _ = try await connect(to: "registry") }
}
