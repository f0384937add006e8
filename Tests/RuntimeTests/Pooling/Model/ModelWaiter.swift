@testable import HostRuntime

/// A request that waits, as the model believes it to be.
struct ModelWaiter {
    let id: WaiterID
    let deadline: ContinuousClock.Instant
}
