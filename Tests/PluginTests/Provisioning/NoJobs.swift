import Contracts
import FoundationEssentials

/// Has no jobs and takes none.
struct NoJobs: JobQueue {
    var takeoverTime: Duration { .zero }

    func enter(_ order: JobOrder, _ start: JobStart, on connection: any DatabaseConnection) async throws {}
    func run(_ order: JobOrder, lending lent: (any Sendable)?) async throws {}
    func finish(_ job: UUID) async throws {}
    func unfinished(_ kind: String, of tenant: TenantID, on connection: any DatabaseConnection) async throws -> UUID? { nil }
    func wake() {}
    func find(_ job: UUID) async throws -> Job? { nil }
    func list(_ filter: JobFilter, after: JobPosition?, limit: Int) async throws -> (page: [Job], total: Int) { ([], 0) }
}
