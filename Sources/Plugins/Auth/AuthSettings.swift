internal import Contracts

/// The part of the settings under `plugins.auth`.
struct AuthSettings: Sendable, Equatable {
    /// How long an access token is valid; never longer than its session.
    var accessTokenLifetime: Duration = .seconds(24 * 3600)
    /// How long a session lasts after its last refresh.
    var sessionIdleDays = 30
    /// How long a session lasts at most, however often it is refreshed.
    var sessionMaxDays = 90
    /// How long a used refresh token may be used again, as long as its successor has not been.
    var refreshGrace: Duration = .seconds(10)
    /// Sessions, and as many API keys, that the host keeps in memory; one beyond it costs a registry query when it is seen again.
    var cachedSessions = 20_000
    var login = LoginLimits()
    var apiKeys = APIKeyLimits()

    init() {}

    /// - Throws: `SettingsError` with every fault.
    init(_ node: SettingsNode) throws(SettingsError) {
        var decoder = SettingsDecoder(node)
        // The switch of the plugin itself, which the host has read already.
        _ = decoder.node("enabled")
        accessTokenLifetime = Self.lifetime("access_token_lifetime", default: accessTokenLifetime, in: &decoder)
        sessionIdleDays = decoder.integer("session_idle_days", default: sessionIdleDays, in: 1...365)
        sessionMaxDays = decoder.integer("session_max_days", default: sessionMaxDays, in: 1...3650)
        refreshGrace = .seconds(decoder.integer("refresh_grace_seconds", default: Int(refreshGrace.components.seconds), in: 0...60))
        cachedSessions = decoder.integer("cached_sessions", default: cachedSessions, in: 100...10_000_000)
        login = decoder.nested("login") { LoginLimits(&$0) }
        apiKeys = decoder.nested("api_keys") { APIKeyLimits(&$0) }
        if sessionMaxDays < sessionIdleDays {
            decoder.report(key: "session_max_days", "must not be less than session_idle_days")
        }
        try decoder.finish()
    }

    /// A lifetime such as `24h`, `15m`, `7d`, `3600s` or `3600`, from a minute to thirty days.
    private static func lifetime(_ key: String, default fallback: Duration, in decoder: inout SettingsDecoder) -> Duration {
        guard let text = decoder.optionalString(key) else { return fallback }
        guard let lifetime = LifetimeText.parse(text), (.seconds(60) ... .seconds(30 * 86_400)).contains(lifetime) else {
            decoder.report(key: key, "must be a time such as 24h, 15m, 7d or 3600s, from 1m to 30d")
            return fallback
        }
        return lifetime
    }
}

/// How often a password may be guessed.
struct LoginLimits: Sendable, Equatable {
    /// The time over which failures count.
    var window: Duration = .seconds(15 * 60)
    /// Failures for one e-mail address, from wherever they come.
    var failuresPerAccount = 10
    /// Failures from one client address, for whatever accounts; an IPv6 client is its /64 network.
    var failuresPerAddress = 50
    /// Accounts, and as many client addresses, that are kept count of.
    var trackedKeys = 50_000

    init() {}

    init(_ decoder: inout SettingsDecoder) {
        window = .seconds(decoder.integer("window_seconds", default: Int(window.components.seconds), in: 1...86_400))
        failuresPerAccount = decoder.integer("failures_per_account", default: failuresPerAccount, in: 1...10_000)
        failuresPerAddress = decoder.integer("failures_per_address", default: failuresPerAddress, in: 1...1_000_000)
        trackedKeys = decoder.integer("tracked_keys", default: trackedKeys, in: 100...10_000_000)
    }
}
