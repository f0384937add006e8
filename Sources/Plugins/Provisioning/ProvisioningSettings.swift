import Contracts

/// The plugin's own part of the settings.
struct ProvisioningSettings: Sendable, Equatable {
    enum SignUp: String, Sendable, CaseIterable {
        /// Anybody may register an organization.
        case open
        /// The same, and an operator approves before anything is made.
        case approval
        /// Organizations are made by operators alone.
        case closed
    }

    let signUp: SignUp
    /// How many organizations this host creates at once; each takes up to two administrative connections.
    let maxConcurrentCreations: Int
    /// How many more may wait for their turn.
    let maxWaitingCreations: Int
    /// How many databases are to be ready on each server; 0 has no stock.
    let stockSize: Int
    /// How many databases all hosts together clone at once on one server.
    let maxConcurrentClones: Int
    let migrations: MigrationSettings
    let moves: MoveSettings

    /// How long a deleted tenant can be restored, unless the request says otherwise.
    let erasureGrace: Duration

    init(_ node: SettingsNode) throws(SettingsError) {
        var decoder = SettingsDecoder(node)
        // Read by the host, which decides whether the plugin is made at all.
        _ = decoder.node("enabled")
        signUp = decoder.choice("sign_up", default: .open)
        maxConcurrentCreations = decoder.integer("max_concurrent_creations", default: 8, in: 1...256)
        maxWaitingCreations = decoder.integer("max_waiting_creations", default: 64, in: 0...10_000)
        stockSize = decoder.integer("stock_size", default: 4, in: 0...1_000)
        maxConcurrentClones = decoder.integer("max_concurrent_clones", default: 4, in: 1...64)
        erasureGrace = .seconds(3600 * decoder.integer("erasure_grace_hours", default: 0, in: 0...8760))
        migrations = decoder.nested("migrations") { MigrationSettings(&$0) }
        moves = decoder.nested("moves") { MoveSettings(&$0) }
        try decoder.finish()
    }
}
