import Contracts
import FoundationEssentials

/// Has one job to show.
struct JobQueueDouble: JobQueue {
    let job: Job

    var takeoverTime: Duration { .zero }

    func enter(_ order: JobOrder, _ start: JobStart, on connection: any DatabaseConnection) async throws {}
    func run(_ order: JobOrder, lending lent: (any Sendable)?) async throws {}
    func finish(_ job: UUID) async throws {}
    func unfinished(_ kind: String, of tenant: TenantID, on connection: any DatabaseConnection) async throws -> UUID? { nil }
    func wake() {}
    func find(_ id: UUID) async throws -> Job? { id == job.id ? job : nil }
    func list(_ filter: JobFilter, after: JobPosition?, limit: Int) async throws -> (page: [Job], total: Int) { ([job], 1) }
}
