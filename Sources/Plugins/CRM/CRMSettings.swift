import Contracts

/// The plugin's part of the settings, `plugins.crm`.
struct CRMSettings: Sendable, Equatable {
    /// `metadata_refresh_seconds`: how long a workspace's compiled metadata are used before they are compared with its database.
    /// Changes that this host hears of are taken up at once. 1 to 3600, default 30.
    let metadataRefresh: Duration
    /// `max_custom_objects` and `max_custom_fields`: how many a workspace may have. 0 to 1000, default 100, and 0 to 10000, default
    /// 1000.
    let customization: CustomizationLimits

    init(_ node: SettingsNode) throws(SettingsError) {
        var decoder = SettingsDecoder(node)
        // The host's own switch for the plugin.
        _ = decoder.node("enabled")
        metadataRefresh = .seconds(decoder.integer("metadata_refresh_seconds", default: 30, in: 1...3600))
        customization = CustomizationLimits(
            objects: decoder.integer("max_custom_objects", default: 100, in: 0...1000),
            fields: decoder.integer("max_custom_fields", default: 1000, in: 0...10000))
        try decoder.finish()
    }
}
