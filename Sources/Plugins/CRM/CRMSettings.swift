import Contracts

/// The plugin's part of the settings, `plugins.crm`.
struct CRMSettings: Sendable, Equatable {
    /// `metadata_refresh_seconds`: how long a workspace's compiled metadata are used before they are compared with its database.
    /// Changes that this host hears of are taken up at once. 1 to 3600, default 30.
    let metadataRefresh: Duration

    init(_ node: SettingsNode) throws(SettingsError) {
        var decoder = SettingsDecoder(node)
        // The host's own switch for the plugin.
        _ = decoder.node("enabled")
        metadataRefresh = .seconds(decoder.integer("metadata_refresh_seconds", default: 30, in: 1...3600))
        try decoder.finish()
    }
}
