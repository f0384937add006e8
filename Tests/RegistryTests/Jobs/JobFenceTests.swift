import Contracts
import TestSupport
import Testing

@testable import HostRegistry

/// A host that was frozen past its lease, whose job another has taken over: whatever it still tries, nothing of it counts.
@Suite struct JobFenceTests {
    private static let attempts: [(name: String, attempt: @Sendable (ClaimedJob, JobStage) async throws -> Void)] = [
        ("confirm", { run, _ in try await run.confirm() }),
        ("save", { run, _ in try await run.save(JSONObject()) }),
        ("report", { run, _ in try await run.report(JobProgress(done: 1, total: 1)) }),
        ("renew", { run, stage in try await stage.store.renew(run.claim, in: stage.registry.database) }),
        (
            "transaction",
            { run, _ in try await run.transaction { _ = try await $0.query("INSERT INTO deed VALUES ('stale')") } }
        ),
        ("record", { run, stage in try await stage.write(stage.store.done(2, next: "two", of: run.claim)) }),
        ("succeed", { run, stage in try await stage.write(stage.store.done(2, next: nil, of: run.claim)) }),
        ("undo", { run, stage in try await stage.write(stage.store.left(1, next: nil, of: run.claim)) }),
        ("rest", { run, stage in try await stage.write(stage.store.rest(run.claim, for: .zero, because: nil)) }),
        (
            "turn round",
            { run, stage in
                let error = JobError(code: "internal_error", text: "")
                try await stage.write(stage.store.turnRound(run.claim, left: 1, step: "one", because: error))
            }
        ),
    ]

    @Test(arguments: attempts.map(\.name))
    func nothingIsWrittenAfterATakeover(name: String) async throws {
        let stage = try await JobStage.make()
        let host = stage.host(stage.kind(stage.step("one"), stage.step("two")))
        let order = try await stage.enter(host, .queued)
        let stale = try #require(try await host.claim(1).first)
        _ = try await stage.registry.database.query("UPDATE job SET lease_until = now()")
        #expect(try await host.claim(1).first?.epoch == 2)
        let before = try await stage.row(order.id)
        let attempt = try #require(Self.attempts.first { $0.name == name }).attempt
        let run = ClaimedJob(stale, lent: nil, store: stage.store, registry: stage.registry.database)
        await #expect(throws: JobLost.self) { try await attempt(run, stage) }
        #expect(try await stage.row(order.id) == before)
        #expect(try await stage.entries() == [])
    }

    /// It holds the job's row, which nobody could take over for as long as it does.
    @Test func aHostThatIsFrozenInATransactionLosesIt() async throws {
        let stage = try await JobStage.make()
        let order = try await stage.enter(stage.host(stage.kind(stage.step("one"))), .queued)
        let host = stage.host(stage.kind(stage.step("one")), lease: .milliseconds(200))
        let stale = try #require(try await host.claim(1).first)
        let store = JobStore(settings: JobSettings(host: "a:1", lease: .milliseconds(200), pollInterval: .zero, maxRunning: 1))
        let run = ClaimedJob(stale, lent: nil, store: store, registry: stage.registry.database)
        await #expect(throws: DatabaseError.self) {
            try await run.transaction { connection in
                _ = try await connection.query("INSERT INTO deed VALUES ('stale')")
                try await eventually { try await host.claim(1).first?.id == order.id }
            }
        }
        #expect(try await stage.entries() == [])
    }

    @Test func aJobThatWasTurnedRoundNoLongerSucceeds() async throws {
        let stage = try await JobStage.make()
        let host = stage.host(stage.kind(stage.step("one")))
        _ = try await stage.enter(host, .queued)
        let claim = try #require(try await host.claim(1).first)
        let error = JobError(code: "internal_error", text: "")
        try await stage.write(stage.store.turnRound(claim, left: 1, step: "one", because: error))
        await #expect(throws: JobLost.self) { try await stage.write(stage.store.done(2, next: nil, of: claim)) }
        try await stage.write(stage.store.left(0, next: nil, of: claim.turnedRound(left: 1)))
    }
}

extension JobStage {
    fileprivate var store: JobStore {
        JobStore(settings: JobSettings(host: "a:1", lease: .seconds(10), pollInterval: .seconds(1), maxRunning: 1))
    }

    fileprivate func write(_ record: SQL) async throws { try await store.write(record, in: registry.database) }
}
