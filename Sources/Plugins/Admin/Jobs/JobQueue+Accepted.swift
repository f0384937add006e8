internal import Contracts
internal import FoundationEssentials

extension JobQueue {
    /// The answer to who had the job entered and does not wait for its end.
    ///
    /// - Parameters:
    ///   - path: where more is told of such jobs than where all are.
    ///   - isPreferred: whether the client asked not to be kept waiting.
    func accepted(_ id: UUID, below path: String = JobRoutes.path, isPreferred: Bool = false) async throws -> Response {
        guard let job = try await find(id) else { throw AdminError.jobNotFound }
        return .accepted(job.json, at: "\(path)/\(id.canonical)", isPreferred: isPreferred)
    }
}
