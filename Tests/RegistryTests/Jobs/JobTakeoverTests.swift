import Contracts
import TestSupport
import Testing

@testable import HostRegistry

/// Several hosts over one set of jobs.
@Suite struct JobTakeoverTests {
    @Test func ofManyHostsOneRunsEachJob() async throws {
        let stage = try await JobStage.make()
        let kind = stage.kind(stage.step("one"), stage.entry("two"))
        let hosts = (1...4).map { stage.host(kind, named: "host:\($0)") }
        for _ in 0..<12 { _ = try await stage.enter(hosts[0], .queued) }
        try await withThrowingTaskGroup { group in
            for host in hosts {
                group.addTask {
                    try await stage.working(host) { try await eventually { try await stage.entries().count >= 12 } }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await stage.entries().count == 12)
        #expect(stage.deeds.count("one") == 12)
    }

    @Test func aHostThatLivesKeepsItsJobPastTheLease() async throws {
        let stage = try await JobStage.make()
        let kind = stage.kind(stage.step("one") { _ in try await Task.sleep(for: .milliseconds(900)) })
        let host = stage.host(kind, lease: .milliseconds(300))
        let order = try await stage.enter(host, .claimed)
        try await stage.working(stage.host(kind, named: "b:1", lease: .milliseconds(300))) {
            try await host.run(order, lending: nil)
        }
        #expect(try await host.find(order.id)?.attempts == 1)
        #expect(stage.deeds.all == ["one"])
    }

    @Test func whatAHostLeftIsFinishedFromTheStepItWasAt() async throws {
        let stage = try await JobStage.make()
        let kind = stage.kind(stage.step("one"), stage.step("two"), stage.step("three"))
        let order = try await stage.enter(stage.host(kind, named: "dead:1"), .claimed)
        _ = try await stage.registry.database.query("UPDATE job SET steps_done = 2, step = 'two', lease_until = now()")
        let host = stage.host(kind)
        try await stage.working(host) { try await eventually { try await host.find(order.id)?.state == .succeeded } }
        #expect(stage.deeds.all == ["two", "three"])
    }

    @Test func aHostThatStopsHandsItsJobsOn() async throws {
        let stage = try await JobStage.make()
        let deeds = stage.deeds
        let kind = stage.kind(stage.step("one") { _ in if deeds.count("one") < 2 { try await Task.sleep(for: .seconds(60)) } })
        let host = stage.host(kind)
        let order = try await stage.enter(host, .queued)
        try await stage.working(host) { try await eventually { deeds.count("one") == 1 } }
        let released = try #require(try await host.find(order.id))
        #expect(released.state == .queued && released.host == nil && released.error == nil)
        try await stage.working(host) { try await eventually { try await host.find(order.id)?.state == .succeeded } }
        #expect(deeds.all == ["one", "one"])
    }

    @Test func whoeverWaitsLearnsHowAnotherHostFared() async throws {
        let stage = try await JobStage.make()
        let kind = stage.kind(
            stage.step("one") { _ in
                try await Task.sleep(for: .milliseconds(300))
                throw LifecycleError.noServer
            })
        let (other, host) = (stage.host(kind, named: "b:1"), stage.host(kind))
        let order = try await stage.enter(other, .claimed)
        let run = Task { try await other.run(order, lending: nil) }
        let failure = await #expect(throws: JobFailure.self) { try await host.finish(order.id) }
        #expect((failure?.reason as? JobError)?.problem.code == .databaseUnavailable)
        await #expect(throws: JobFailure.self) { try await run.value }
        #expect(stage.deeds.all == ["one", "undo one"])
    }

    @Test func whoeverWaitsRunsAJobThatRests() async throws {
        let stage = try await JobStage.make()
        let deeds = stage.deeds
        let host = stage.host(
            stage.kind(stage.step("one", isPastReturn: true) { _ in if deeds.count("one") < 2 { throw JobStage.Refused() } }))
        let order = try await stage.enter(host, .claimed)
        await #expect(throws: JobFailure.self) { try await host.run(order, lending: nil) }
        try await host.finish(order.id)
        #expect(try await host.find(order.id)?.state == .succeeded)
    }

    @Test func aJobOfAKindThatNobodyLendsIsLeftAlone() async throws {
        let stage = try await JobStage.make()
        let host = stage.host(stage.kind(stage.step("one")))
        _ = try await stage.enter(host, .queued)
        #expect(try await stage.host(JobKind(name: "other", steps: [])).claim(10).isEmpty)
    }
}
