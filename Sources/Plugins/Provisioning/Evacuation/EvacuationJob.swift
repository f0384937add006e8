import Contracts
import FoundationEssentials

/// How a server is emptied: the job `server.evacuate`. It is never undone: what has been moved stays where it is when the run stops, and
/// whoever opens the server again stops it.
struct EvacuationJob: Sendable {
    static let kindName = "server.evacuate"

    let evacuator: ServerEvacuator

    private var dependencies: LifecycleDependencies { evacuator.dependencies }

    var kind: JobKind {
        JobKind(
            name: Self.kindName,
            steps: [JobStep("move", .repeatable(move)), JobStep("complete", .inTransaction(complete))],
            turnRound: { run, connection in try await record("server.evacuation_stopped", of: run, on: connection) },
            report: Self.report)
    }

    /// Each tenant is tried once in a run, those as well that came while it went on.
    private func move(_ run: any JobRun) async throws {
        let payload = try EvacuationPayload(run.payload)
        var tried: Set<TenantID> = []
        while true {
            let standing = try await evacuator.requireDraining(payload.order.server)
            let residents = try await evacuator.movableResidents(of: payload.order.server)
            let next = residents.filter { !tried.contains($0.id) }
            try await run.report(progress(payload, left: residents.count))
            guard !next.isEmpty else {
                guard residents.isEmpty else { throw EvacuationError.incomplete(left: residents.count) }
                return
            }
            let convoy = EvacuationConvoy(
                evacuator: evacuator, route: evacuator.route(payload.order, standing), actor: run.requestedBy)
            let failed = tried.intersection(residents.map(\.id)).count
            try await convoy.move(next) { left in try await run.report(progress(payload, left: left + failed)) }
            tried.formUnion(next.map(\.id))
        }
    }

    private func progress(_ payload: EvacuationPayload, left: Int) -> JobProgress {
        let total = max(payload.total, left)
        return JobProgress(done: Int64(total - left), total: Int64(total))
    }

    private func complete(_ run: any JobRun, on connection: any DatabaseConnection) async throws {
        try await record("server.evacuated", of: run, on: connection)
    }

    private func record(_ action: String, of run: any JobRun, on connection: any DatabaseConnection) async throws {
        let details = JSONObject([
            JSONMember("server", .string(try EvacuationPayload(run.payload).order.server)),
            JSONMember("job", .string(run.job.canonical)),
        ])
        try await dependencies.audit.record(
            AuditEntry(actor: run.requestedBy, action: action, details: details), on: connection)
    }

    private static func report(_ error: any Error, step: String) -> any Error {
        switch error {
        case is EvacuationError, is ServerError, is CancellationError, is DatabaseError: error
        default: MoveError.failed(step: step)
        }
    }
}
