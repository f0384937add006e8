/// Empties a server that is draining: moves its tenants to other servers while they are served, as the job `server.evacuate`. The
/// provisioning plugin lends it.
public protocol ServerEvacuation: Sendable {
    /// Enters a run. `JobQueue.run` carries out what was entered as claimed; `JobQueue.wake` has a host take what was queued. Each tenant's
    /// move is a job of its own: a run that a host leaves behind goes on with what is left.
    ///
    /// - Throws: `EvacuationError.notDraining`, `.nowhereToGo`, `ServerError.unknownServer`.
    func enter(_ order: EvacuationOrder, _ start: JobStart, actor: String) async throws -> JobOrder

    /// Tenants that lie on the server, the oldest first and at most `limit` of them, with what keeps each there; and how many lie there in all.
    ///
    /// - Throws: `ServerError.unknownServer`.
    func remaining(on server: String, limit: Int) async throws -> (tenants: [RemainingTenant], total: Int)
}

/// What an operator wants of an evacuation.
public struct EvacuationOrder: Sendable, Equatable {
    /// How many tenants may be moved at once.
    public static let workerRange = 1...16

    public let server: String
    /// Where all of them go; nil places each anew, within the server's region and its plan's.
    public let target: String?
    public let workers: Int

    public init(server: String, target: String? = nil, workers: Int = 1) {
        self.server = server
        self.target = target
        self.workers = workers
    }
}

/// A tenant that lies on a server still.
public struct RemainingTenant: Sendable, Equatable {
    public let id: TenantID
    public let slug: String
    public let status: TenantStatus
    /// The code of what keeps it there: that it cannot be moved, or how its last move ended. Nil when nothing is known to.
    public let obstacle: String?

    public init(id: TenantID, slug: String, status: TenantStatus, obstacle: String?) {
        self.id = id
        self.slug = slug
        self.status = status
        self.obstacle = obstacle
    }
}

/// Why a server is not emptied.
public enum EvacuationError: Error, Equatable, Sendable {
    /// New tenants come to one that is open; one that is closed has none.
    case notDraining(String, ServerState)
    /// No other server is open that any of the tenants may be moved to.
    case nowhereToGo(String)
    /// So many tenants that can be moved are where they were.
    case incomplete(left: Int)
}

extension EvacuationError: HTTPRepresentable {
    public var problem: Problem {
        switch self {
        case .notDraining(let name, let state):
            Problem(.serverNotDraining, "'\(name)' is \(state.rawValue): it can be evacuated while it is draining.")
        case .nowhereToGo(let name):
            Problem(.nowhereToGo, "No other server is open, has room and answers that the tenants of '\(name)' may be moved to.")
        case .incomplete(let left):
            Problem(
                .evacuationIncomplete,
                "\(left == 1 ? "1 tenant" : "\(left) tenants") could not be moved, and lie where they were.",
                extensions: [JSONMember("tenants", .integer(left))])
        }
    }
}
