import Contracts
import TestSupport
import Testing

@testable import HostRegistry

@Suite struct JobRunnerTests {
    @Test func stepsAreDoneInOrderAndTheEndIsRecorded() async throws {
        let stage = try await JobStage.make()
        let host = stage.host(stage.kind(stage.step("one"), stage.entry("two"), stage.step("three")))
        let order = try await stage.enter(host, .claimed)
        try await host.run(order, lending: nil)
        let job = try #require(try await host.find(order.id))
        #expect(job.state == .succeeded && job.stepsDone == 4 && job.step == nil && job.host == nil && job.attempts == 1)
        #expect(stage.deeds.all == ["one", "three"])
        #expect(try await stage.entries() == ["two"])
    }

    @Test func eachEndIsToldOnceAndNoOther() async throws {
        let (stage, failing) = (try await JobStage.make(), try await JobStage.make())
        let tell: @Sendable (String, JobState) -> Void = { [deeds = stage.deeds] in deeds.add("\($0) \($1)") }
        let host = stage.host(stage.kind(stage.step("one")), ended: tell)
        try await host.run(try await stage.enter(host, .claimed), lending: nil)
        let other = failing.host(failing.kind(failing.entry("one") { _ in throw JobStage.Refused() }), ended: tell)
        let order = try await failing.enter(other, .claimed)
        await #expect(throws: JobFailure.self) { try await other.run(order, lending: nil) }
        await #expect(throws: JobFailure.self) { try await other.finish(order.id) }
        #expect(stage.deeds.all == ["one", "test succeeded", "test failed"])
    }

    @Test func whatHasNotEndedIsCountedByState() async throws {
        let stage = try await JobStage.make()
        let host = stage.host(stage.kind(stage.step("one")))
        for start: JobStart in [.queued, .queued, .claimed] { _ = try await stage.enter(host, start) }
        #expect(try await host.unfinishedCounts() == [.queued: 2, .running: 1, .undoing: 0])
    }

    @Test func eachStepIsRecordedBeforeTheNextBegins() async throws {
        let stage = try await JobStage.make()
        let host = stage.host(
            stage.kind(
                stage.step("one"),
                stage.step("two") { [stage] run in
                    stage.deeds.add(try await stage.row(run.job)?.contains(",two,2,") == true ? "seen" : "")
                }
            ))
        try await host.run(try await stage.enter(host, .claimed), lending: nil)
        #expect(stage.deeds.all == ["one", "two", "seen"])
    }

    @Test func aFailureIsUndoneInReverseAndSaysWhy() async throws {
        let stage = try await JobStage.make()
        let host = stage.host(
            stage.kind(stage.step("one"), stage.step("two"), stage.step("three") { _ in throw LifecycleError.noServer }))
        let order = try await stage.enter(host, .claimed)
        let failure = await #expect(throws: JobFailure.self) { try await host.run(order, lending: nil) }
        #expect(failure?.isUndone == true && failure?.step == "three")
        #expect(stage.deeds.all == ["one", "two", "three", "undo three", "undo two", "undo one"])
        let job = try #require(try await host.find(order.id))
        #expect(job.state == .failed && job.error?.code == "database_unavailable" && job.stepsDone == 0)
    }

    @Test func aStepInTheRegistryLeavesNothingWhenItFails() async throws {
        let stage = try await JobStage.make()
        let host = stage.host(stage.kind(stage.entry("one"), stage.entry("two") { _ in throw JobStage.Refused() }))
        let order = try await stage.enter(host, .claimed)
        await #expect(throws: JobFailure.self) { try await host.run(order, lending: nil) }
        #expect(try await stage.entries() == ["one"])
    }

    @Test func whatIsPastReturnIsTriedAgainUntilItSucceeds() async throws {
        let stage = try await JobStage.make()
        let host = stage.host(
            stage.kind(
                stage.step("one", isPastReturn: true),
                stage.step("two") { [deeds = stage.deeds] _ in if deeds.count("two") < 3 { throw JobStage.Refused() } }))
        let order = try await stage.enter(host, .claimed)
        let failure = await #expect(throws: JobFailure.self) { try await host.run(order, lending: nil) }
        #expect(failure?.isUndone == false)
        #expect(try await host.find(order.id)?.state == .queued)
        try await stage.working(host) { try await eventually { try await host.find(order.id)?.state == .succeeded } }
        #expect(stage.deeds.all == ["one", "two", "two", "two"])
        #expect(try await host.find(order.id)?.error == nil)
    }

    @Test func anUndoingThatFailsIsTriedAgain() async throws {
        let stage = try await JobStage.make()
        let deeds = stage.deeds
        let stubborn = JobStep(
            "one", .repeatable { _ in throw JobStage.Refused() },
            undo: .repeatable { _ in
                deeds.add("undo")
                if deeds.count("undo") < 2 { throw JobStage.Refused() }
            })
        let host = stage.host(stage.kind(stubborn))
        let order = try await stage.enter(host, .claimed)
        let failure = await #expect(throws: JobFailure.self) { try await host.run(order, lending: nil) }
        #expect(failure?.isUndone == false)
        #expect(try await host.find(order.id)?.state == .undoing)
        try await stage.working(host) { try await eventually { try await host.find(order.id)?.state == .failed } }
        #expect(deeds.all == ["undo", "undo"])
    }

    @Test func whoeverGoesOnAsksTheKindFirst() async throws {
        let stage = try await JobStage.make()
        let kind = JobKind(
            name: "test", steps: [.entered("begin"), stage.step("one"), stage.step("two")],
            resume: { _ in throw JobStage.Refused() })
        let host = stage.host(kind)
        try await host.run(try await stage.enter(host, .claimed), lending: "the password")
        #expect(stage.deeds.all == ["one", "two"])
        await #expect(throws: JobFailure.self) { try await host.run(try await stage.enter(host, .claimed), lending: nil) }
        #expect(stage.deeds.all == ["one", "two", "undo one"])
    }

    @Test func aCallerWhoGoesAwayHasTheJobUndone() async throws {
        let stage = try await JobStage.make()
        let (reached, reach) = AsyncStream<Void>.makeStream()
        let host = stage.host(
            stage.kind(
                stage.step("one") { _ in
                    reach.finish()
                    try await Task.sleep(for: .seconds(60))
                }))
        let order = try await stage.enter(host, .claimed)
        let call = Task { try await host.run(order, lending: nil) }
        for await _ in reached {}
        call.cancel()
        _ = await call.result
        #expect(stage.deeds.all == ["one", "undo one"])
        #expect(try await host.find(order.id)?.state == .failed)
    }

    @Test func nothingPersonalOutlivesTheJob() async throws {
        let stage = try await JobStage.make()
        let host = stage.host(
            stage.kind(stage.step("one") { run in try await run.save(JSONObject([JSONMember("email", "ada@example.com")])) }))
        let order = try await stage.enter(host, .claimed, payload: JSONObject([JSONMember("name", "Ada")]))
        #expect(try await stage.row(order.id)?.contains("Ada") == true)
        try await host.run(order, lending: nil)
        let row = try #require(try await stage.row(order.id))
        #expect(!row.contains("Ada") && !row.contains("ada@") && row.contains("{}"))
    }

    @Test func progressShowsUntilTheStepIsDone() async throws {
        let stage = try await JobStage.make()
        let (reached, reach) = AsyncStream<Void>.makeStream()
        let (released, release) = AsyncStream<Void>.makeStream()
        let host = stage.host(
            stage.kind(
                stage.step("one") { run in
                    for done in 1...100 { try await run.report(JobProgress(done: Int64(done), total: 200)) }
                    try await run.report(JobProgress(done: 200, total: 200))
                    reach.finish()
                    for await _ in released {}
                }))
        let order = try await stage.enter(host, .claimed)
        async let end: Void = host.run(order, lending: nil)
        for await _ in reached {}
        #expect(try await host.find(order.id)?.progress == JobProgress(done: 200, total: 200))
        release.finish()
        try await end
        #expect(try await host.find(order.id)?.progress == nil)
    }
}
