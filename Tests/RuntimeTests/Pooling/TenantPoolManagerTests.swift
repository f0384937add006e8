import Contracts
import TestSupport
import Testing

@testable import HostRuntime

@Suite struct TenantPoolManagerTests {
    @Test func aConnectionIsUsedAgain() async throws {
        try await PoolFixture.run { fixture in
            for _ in 0..<3 { _ = try await fixture.database.query("SELECT 1") }
            #expect(fixture.driver.connections.count == 1)
            #expect(fixture.connection.resets.count == 3)
        }
    }

    @Test func eachTenantHasItsOwnConnection() async throws {
        try await PoolFixture.run { fixture in
            let other = TenantID.random()
            _ = try await fixture.database.query("SELECT 1")
            _ = try await fixture.database(of: other).query("SELECT 1")
            #expect(fixture.driver.connections.map(\.target.database) == [fixture.tenant.description, other.description])
        }
    }

    @Test func findingOutWhereToConnectHasTheTimeOfConnecting() async throws {
        try await PoolFixture.run { fixture in
            _ = try await fixture.database.query("SELECT 1")
            #expect(fixture.targets.deadlines == [fixture.clock.now + .seconds(5)])
        }
    }

    @Test func aBurstOnAColdPoolConnectsOnceAtFirst() async throws {
        try await PoolFixture.run { fixture in
            fixture.driver.holdConnects()
            try await withThrowingTaskGroup { group in
                for _ in 0..<5 { group.addTask { _ = try await fixture.database.query("SELECT 1") } }
                await fixture.waitForWaiters(5)
                await fixture.driver.attempts.reach(1)
                #expect(fixture.manager.statistics().totalConnections == 1)
                fixture.driver.releaseConnects()
                try await group.waitForAll()
            }
            #expect(fixture.driver.connections.count <= 4)
        }
    }

    @Test func aCancelledWaiterLeavesAtOnce() async throws {
        try await PoolFixture.run { fixture in
            fixture.driver.holdConnects()
            let waiting = Task { try await fixture.database.query("SELECT 1") }
            await fixture.waitForWaiters(1)
            waiting.cancel()
            await #expect(throws: CancellationError.self) { _ = try await waiting.value }
            #expect(fixture.manager.statistics().pools.map(\.waiting) == [0])
            fixture.driver.releaseConnects()
        }
    }

    @Test func waitingEndsAtTheRequestsDeadline() async throws {
        try await PoolFixture.run { fixture in
            fixture.driver.holdConnects()
            let scope = RequestScope(deadline: fixture.clock.now + .seconds(2), phases: PhaseClock())
            await RequestScope.$current.withValue(scope) {
                let waiting = Task { try await fixture.database.query("SELECT 1") }
                await fixture.waitForWaiters(1)
                fixture.clock.advance(by: .seconds(2))
                await #expect(throws: PoolError.exhausted(waited: .seconds(2))) { _ = try await waiting.value }
            }
            #expect(scope.phases.spent(in: .poolWait) == .seconds(2))
            fixture.driver.releaseConnects()
        }
    }

    @Test func aServerThatCannotBeReachedAnswersAtOnce() async throws {
        try await PoolFixture.run { fixture in
            fixture.driver.failConnects(with: .connectFailed(.timedOut))
            for _ in 0..<3 {
                await #expect(throws: PoolError.self) { _ = try await fixture.database.query("SELECT 1") }
            }
            #expect(fixture.driver.attempts.count == 1, "the later ones did not try")
        }
    }

    @Test func aRegistryThatIsAwayIsNotHeldAgainstTheTenantsServer() async throws {
        try await PoolFixture.run { fixture in
            fixture.targets.setLost(true)
            for _ in 0..<8 { _ = try? await fixture.database(of: .random()).query("SELECT 1") }
            fixture.targets.setLost(false)
            _ = try await fixture.database.query("SELECT 1")
        }
    }

    @Test func aServerThatComesBackIsServedAgain() async throws {
        try await PoolFixture.run { fixture in
            fixture.driver.failConnects(with: .connectFailed(.timedOut))
            await #expect(throws: PoolError.self) { _ = try await fixture.database.query("SELECT 1") }
            fixture.driver.failConnects(with: nil)
            fixture.clock.advance(by: .milliseconds(200))
            _ = try await fixture.database.query("SELECT 1")
        }
    }

    @Test func idlePoolsAreReaped() async throws {
        try await PoolFixture.run { fixture in
            _ = try await fixture.database.query("SELECT 1")
            fixture.clock.advance(by: .seconds(600))
            await fixture.connection.closes.reach(1)
            while !fixture.manager.statistics().pools.isEmpty { await Task.yield() }
        }
    }

    @Test func manyTasksThatComeAndGoNeverExceedTheBudgets() async throws {
        let settings = PoolSettings.sample(perServer: 6, waiters: 1000)
        try await PoolFixture.run(settings) { fixture in
            let tenants = (0..<10).map { _ in TenantID.random() }
            await withDiscardingTaskGroup { group in
                for number in 0..<400 {
                    group.addTask {
                        let task = Task { try await fixture.database(of: tenants[number % 10]).query("SELECT 1") }
                        if number % 3 == 0 { task.cancel() }
                        _ = await task.result
                    }
                }
            }
            #expect(fixture.driver.mostOpen <= 6)
            #expect(fixture.manager.statistics().pools.allSatisfy { $0.leased == 0 && $0.waiting == 0 })
        }
    }
}
