@testable import HostRuntime

/// A connection as the model believes it to be, from the actions alone.
struct ModelConnection {
    enum Phase { case connecting, idle, checking, leased, resetting, closing }

    let id: ConnectionID
    let tenant: Int
    let server: Int
    var phase = Phase.connecting
    var opened: ContinuousClock.Instant?
    var isDoomed = false
    var hasHungUp = false
}
