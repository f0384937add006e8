internal import Contracts

/// How many API keys an organization may have, and how long they live.
struct APIKeyLimits: Sendable, Equatable {
    /// Keys of one organization that may be used at the same time.
    var perTenant = 100
    /// How long a key lives whose maker says nothing of it.
    var defaultLifetime: Duration = .seconds(365 * 86_400)
    /// The longest that one may live.
    var longestLifetime: Duration = .seconds(3650 * 86_400)

    init() {}

    init(_ decoder: inout SettingsDecoder) {
        perTenant = decoder.integer("max_per_tenant", default: perTenant, in: 1...10_000)
        let defaultDays = decoder.integer("default_lifetime_days", default: 365, in: 1...36_500)
        let longestDays = decoder.integer("max_lifetime_days", default: 3650, in: 1...36_500)
        if longestDays < defaultDays {
            decoder.report(key: "max_lifetime_days", "must not be less than default_lifetime_days")
        }
        defaultLifetime = .seconds(defaultDays * 86_400)
        longestLifetime = .seconds(longestDays * 86_400)
    }
}
