import Contracts

/// A tenant whose turn it is in a run.
struct FleetTurn: Sendable {
    let tenant: TenantID
    /// This attempt included.
    let attempt: Int
    let placement: Placement
    /// It is still active and behind: the run may have begun a while ago.
    let isDue: Bool
}

/// What a worker finds that looks for its next tenant.
enum FleetNext: Sendable {
    case tenant(FleetTurn)
    /// Those that are left are to be tried again, the first of them after so long.
    case later(Duration)
    case nothing
}
