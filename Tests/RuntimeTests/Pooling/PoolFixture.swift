import Contracts
import Logging
import TestSupport

@testable import HostRuntime

/// A running pool manager over a `MockDriver` and a clock that stands still.
struct PoolFixture: Sendable {
    let driver = MockDriver()
    let clock = MockClock()
    let manager: TenantPoolManager
    let tenant = TenantID.random()

    let targets = PoolTargets()

    private init(_ settings: PoolSettings) {
        manager = TenantPoolManager(
            settings: settings, driver: driver, clock: PoolClock(clock), seed: 1,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            target: targets.target)
    }

    var database: any Database { manager.database(for: .tenant(tenant), server: "main") }

    func database(of tenant: TenantID) -> any Database { manager.database(for: .tenant(tenant), server: "main") }

    /// The first connection that was opened.
    var connection: MockConnection { driver.connections[0] }

    /// Runs `test` beside the manager, and shuts the manager down after it.
    static func run(_ settings: PoolSettings = .sample(), _ test: (PoolFixture) async throws -> Void) async throws {
        let fixture = PoolFixture(settings)
        async let running: Void = fixture.manager.run()
        do {
            try await test(fixture)
        } catch {
            await fixture.manager.shutDown()
            throw error
        }
        await fixture.manager.shutDown()
        await running
    }

    /// Waits until so many requests wait for a connection.
    func waitForWaiters(_ count: Int) async {
        while manager.statistics().pools.reduce(0, { $0 + $1.waiting }) < count { await Task.yield() }
    }
}
