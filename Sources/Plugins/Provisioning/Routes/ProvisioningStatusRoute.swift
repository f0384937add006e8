import Contracts
import FoundationEssentials
import HTTPTypes

/// `GET /api/auth/provisioning-status/{id}`: how far a sign-up is that nobody waits for. Who knows the random id may ask, and learns no
/// more than that.
struct ProvisioningStatusRoute: Sendable {
    static let path = "/api/auth/provisioning-status"

    let jobs: any JobQueue

    var route: Route { Route(.get, Self.path + "/{id}", .open(show)) }

    /// The answer to a sign-up that was left to a job.
    static func accepted(job: UUID) -> Response {
        .accepted(body(.pending, code: nil), at: "\(path)/\(job.canonical)", isPreferred: true)
    }

    private enum Status: String { case pending, active, failed }

    private func show(_ request: Request, _ context: RequestContext) async throws -> Response {
        guard let id = UUID(canonical: context.pathParameters["id"]) else { throw ProvisioningStatusError.malformed }
        guard let job = try await jobs.find(id), job.kind == TenantCreation.kindName else { throw ProvisioningStatusError.unknown }
        switch job.state {
        case .queued, .running, .undoing: return .success(Self.body(.pending, code: nil))
        case .failed: return .success(Self.body(.failed, code: job.error?.problem.code))
        case .succeeded:
            // Of an organization that was erased since there is nothing to say.
            guard job.tenant != nil else { throw ProvisioningStatusError.unknown }
            return .success(Self.body(.active, code: nil))
        }
    }

    private static func body(_ status: Status, code: ErrorCode?) -> JSONValue {
        ["status": .string(status.rawValue), "code": .optional(code?.rawValue)]
    }
}

/// Why a sign-up's status was not shown.
enum ProvisioningStatusError: Error, Equatable {
    case malformed
    case unknown
}

extension ProvisioningStatusError: HTTPRepresentable {
    var problem: Problem {
        switch self {
        case .malformed: Problem(.invalidIdentifier, "The path must name a sign-up by its UUID.")
        case .unknown: Problem(.jobNotFound, "There is no such sign-up.")
        }
    }
}
