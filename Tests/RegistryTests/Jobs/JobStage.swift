import Contracts
import FoundationEssentials
import Logging
import TestSupport
import Testing

@testable import HostRegistry

/// A registry, and hosts that work on its jobs.
struct JobStage: Sendable {
    struct Refused: Error {}

    let registry: RegistryDatabase
    let deeds = Deeds()

    static func make() async throws -> JobStage {
        let registry = try await RegistryDatabase.make()
        _ = try await registry.database.query("CREATE TABLE deed (name text NOT NULL)")
        return JobStage(registry: registry)
    }

    /// A step outside the registry, which can be undone.
    func step(
        _ name: String, isPastReturn: Bool = false, _ body: @escaping @Sendable (any JobRun) async throws -> Void = { _ in }
    ) -> JobStep {
        let deeds = deeds
        return JobStep(
            name,
            .repeatable { run in
                deeds.add(name)
                try await body(run)
            }, undo: .repeatable { _ in deeds.add("undo " + name) }, isPastReturn: isPastReturn)
    }

    /// A step in the registry, which is there in the table of deeds when it counts.
    func entry(
        _ name: String, _ body: @escaping @Sendable (any JobRun) async throws -> Void = { _ in }
    ) -> JobStep {
        JobStep(
            name,
            .inTransaction { run, connection in
                _ = try await connection.query("INSERT INTO deed VALUES (\(name))")
                try await body(run)
            })
    }

    func kind(_ steps: JobStep...) -> JobKind { JobKind(name: "test", steps: [.entered("begin")] + steps) }

    /// - Parameters:
    ///   - lease: short where a test waits for its end.
    ///   - ended: told of every job that ends on the host.
    func host(
        _ kind: JobKind, named name: String = "a:1", lease: Duration = .seconds(10),
        ended: @escaping @Sendable (String, JobState) -> Void = { _, _ in }
    ) -> RegistryJobQueue {
        let queue = RegistryJobQueue(
            registry: registry.database,
            settings: JobSettings(host: name, lease: lease, pollInterval: .milliseconds(20), maxRunning: 2), bell: JobBell(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, ended: ended)
        queue.adopt([kind])
        return queue
    }

    /// Has the host look for jobs while `body` runs.
    func working(_ host: RegistryJobQueue, _ body: () async throws -> Void) async throws {
        let settings = JobSettings(host: "worker", lease: .seconds(10), pollInterval: .milliseconds(20), maxRunning: 2)
        let worker = JobWorker(bell: JobBell(), settings: settings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        {
            host
        }
        let work = Task { await worker.run() }
        defer { work.cancel() }
        try await body()
        work.cancel()
        await work.value
    }

    func enter(_ host: RegistryJobQueue, _ start: JobStart, payload: JSONObject = JSONObject()) async throws -> JobOrder {
        let order = JobOrder(kind: "test", tenant: .random(), payload: payload, requestedBy: "test")
        try await registry.database.transaction { try await host.enter(order, start, on: $0) }
        return order
    }

    func entries() async throws -> [String?] { try await registry.database.query("SELECT name FROM deed").map { $0.text(0) } }

    /// All of the job's row, and which transaction wrote it last.
    func row(_ job: UUID) async throws -> String? {
        try await registry.database.query("SELECT xmin::text || job::text FROM job WHERE id = \(job)").first?.text(0)
    }
}
