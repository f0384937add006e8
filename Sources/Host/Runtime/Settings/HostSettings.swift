public import Contracts

/// All settings of the host, decoded and checked. Each default stands where its setting is decoded and nowhere else.
public struct HostSettings: Sendable {
    public let listen: Listen
    /// How many reactor threads; nil takes one a core.
    public let reactors: Int?
    public let blockingLane: BlockingLane
    public let limits: Limits
    public let registry: Registry
    public let databaseServers: [DatabaseServer]
    public let databaseTools: DatabaseTools
    public let pools: Pools
    public let tenancy: Tenancy
    public let jobs: Jobs
    public let archives: Archives
    public let security: Security
    public let plans: PlanCatalogue
    public let logging: Logging
    public let metrics: Metrics
    /// The plugins that the file names, in its order.
    public let plugins: [PluginEntry]

    /// - Throws: `SettingsError` with every fault of the tree, never a value.
    public static func decode(_ node: SettingsNode) throws(SettingsError) -> HostSettings {
        var decoder = SettingsDecoder(node)
        let settings = HostSettings(&decoder)
        try decoder.finish()
        return settings
    }

    /// Puts the environment into the tree and decodes it; each of `plugins` that is switched on judges its part.
    ///
    /// - Throws: `SettingsError` with the faults of all of them.
    public static func load(
        _ node: SettingsNode, environment: [String: String], plugins: [any Plugin.Type] = [],
        readFile: @escaping (String) -> String?
    ) throws(SettingsError) -> HostSettings {
        var substitution = EnvironmentSubstitution(environment: environment, readFile: readFile)
        let (substituted, missing) = substitution.apply(to: node)
        var decoder = SettingsDecoder(substituted)
        let settings = HostSettings(&decoder)
        let decoded = decoder.finished() + settings.plugins.flatMap { $0.faults(judgedBy: plugins) }
        // A key whose variable is missing would be reported a second time for being absent.
        let keys = Set(missing.map(\.key))
        let faults = missing + decoded.filter { !keys.contains($0.key) }
        guard faults.isEmpty else { throw SettingsError(faults) }
        return settings
    }

    init(_ decoder: inout SettingsDecoder) {
        listen = decoder.nested("listen") { Listen(&$0) }
        reactors = decoder.optionalInteger("reactors", in: 1...256)
        blockingLane = decoder.nested("blocking_lane") { BlockingLane(&$0) }
        limits = decoder.nested("limits") { Limits(&$0) }
        registry = decoder.nested("registry") { Registry(&$0) }
        databaseServers = DatabaseServer.all(&decoder)
        databaseTools = decoder.nested("database_tools") { DatabaseTools(&$0) }
        pools = decoder.nested("pools") { Pools(&$0) }
        tenancy = decoder.nested("tenancy") { Tenancy(&$0) }
        jobs = decoder.nested("jobs") { Jobs(&$0) }
        archives = decoder.nested("archives") { Archives(&$0) }
        security = decoder.nested("security") { Security(&$0) }
        plans = Self.plans(&decoder)
        logging = decoder.nested("logging") { Logging(&$0) }
        metrics = decoder.nested("metrics") { Metrics(&$0) }
        plugins = PluginEntry.all(&decoder)
    }
}
