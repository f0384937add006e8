internal import Contracts

extension HostSettings {
    /// The plans by name, and the one of a sign-up that names none.
    static func plans(_ decoder: inout SettingsDecoder) -> PlanCatalogue {
        let plans = decoder.eachEntry("plans") { name, decoder in plan(name, &decoder) }
        if plans.isEmpty { decoder.report(key: "plans", "must have one plan at least") }
        let defaultName = decoder.string("default_plan", default: "free")
        let defaultPlan = plans.first { $0.name == defaultName }
        if defaultPlan == nil, !plans.isEmpty { decoder.report(key: "default_plan", "must be the name of one of the plans") }
        return PlanCatalogue(plans: plans, defaultPlan: defaultPlan ?? Plan(name: defaultName, isSelfService: false))
    }

    private static func plan(_ name: String, _ decoder: inout SettingsDecoder) -> Plan {
        var limits = TenantLimits()
        for limit in TenantLimit.allCases { limits[limit] = decoder.optionalInteger(limit.rawValue, in: limit.range) }
        return Plan(
            name: name, isSelfService: decoder.bool("self_service", default: false), limits: limits,
            features: Set(decoder.strings("features")), regions: regions(&decoder),
            archives: decoder.nested("archives") { archives(&$0) })
    }

    private static func archives(_ decoder: inout SettingsDecoder) -> ArchiveSchedule? {
        let hours = decoder.optionalInteger("every_hours", in: 1...8_760)
        let kept = decoder.integer("keep", default: 7, in: 1...1_000)
        return hours.map { ArchiveSchedule(interval: .seconds(3600 * $0), kept: kept) }
    }

    private static func regions(_ decoder: inout SettingsDecoder) -> Set<String> {
        let regions = decoder.strings("regions")
        if !regions.allSatisfy(ServerDescription.isLabel) { decoder.report(key: "regions", "each " + ServerDescription.labelRule) }
        return Set(regions)
    }
}
