import Contracts

/// Why a tenant does not move.
enum MoveError: Error, Equatable, Sendable {
    /// It lies there.
    case alreadyThere
    /// Two names of one server: what is removed under one is gone under the other.
    case sameServer
    /// The server is not open to tenants, or is full.
    case noPlace
    /// Another program connects to its database by itself, and would go on writing where it lay.
    case notMovable
    /// Something else is being done to the tenant.
    case changeRunning
    /// Requests did not end in time.
    case notDrained
    /// What has to be done while requests wait takes longer than they may.
    case tooLarge
    /// The tables, types or functions are not the same on both sides.
    case layoutDiffers
    /// Rows or sequences are not the same on both sides.
    case contentDiffers(table: String)
    /// The database has something that cannot be made on the other server.
    case unsupported(String)
    /// It is served only when it is active or suspended, and moved only then.
    case wrongStatus(TenantStatus)
    case failed(step: String)
}

extension MoveError: HTTPRepresentable {
    var problem: Problem {
        switch self {
        case .alreadyThere: Self.field("is where the organization's database lies")
        case .sameServer: Self.field("is another name of the server where the organization's database lies")
        case .noPlace: Self.field("takes no tenants, or has as many as it may")
        case .notMovable:
            Problem(.tenantNotMovable, "Another program connects to the organization's database by itself, so it cannot be moved.")
        case .changeRunning:
            Problem(.tenantChangeRunning, "Another change of the organization is under way.", retryAfterSeconds: 5)
        case .notDrained:
            Problem(
                .moveBlocked, "The organization's requests did not end in time for the move. It stayed where it was.",
                retryAfterSeconds: 60)
        case .wrongStatus(let status): Problem(.invalidTransition, "An organization that is \(status.rawValue) cannot be moved.")
        case .tooLarge, .layoutDiffers, .contentDiffers, .unsupported, .failed:
            Problem(.moveFailed, "The organization could not be moved. It stayed where it was.")
        }
    }

    private static func field(_ message: String) -> Problem {
        Problem(
            .validationFailed, "The organization cannot be moved there.", faults: [FieldFault(field: "server", message: message)])
    }
}
