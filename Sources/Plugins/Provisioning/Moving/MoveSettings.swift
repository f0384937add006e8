import Contracts

/// How tenants are moved between servers.
struct MoveSettings: Sendable, Equatable {
    /// How long a tenant's requests may be made to wait while its last changes are brought over. What would take longer is not done.
    let pauseLimit: Duration
    /// How much of it may go by until no request has a connection any more.
    let drainLimit: Duration
    /// How often it is tried before the move is given up.
    let attempts: Int

    init(_ decoder: inout SettingsDecoder) {
        pauseLimit = .milliseconds(decoder.integer("pause_limit_ms", default: 5_000, in: 100...60_000))
        drainLimit = .milliseconds(decoder.integer("drain_limit_ms", default: 1_000, in: 10...60_000))
        if drainLimit >= pauseLimit { decoder.report(key: "drain_limit_ms", "must be below pause_limit_ms") }
        attempts = decoder.integer("attempts", default: 6, in: 1...100)
    }
}
