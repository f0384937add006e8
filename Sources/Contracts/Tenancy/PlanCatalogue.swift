/// The plans of the settings, by name.
public struct PlanCatalogue: Sendable, Equatable {
    private let plans: [String: Plan]
    /// The plan of a sign-up that names none.
    public let defaultPlan: Plan

    /// `defaultPlan` belongs to the catalogue whether or not it is among `plans`.
    public init(plans: [Plan], defaultPlan: Plan) {
        self.plans = Dictionary((plans + [defaultPlan]).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.defaultPlan = defaultPlan
    }

    public subscript(name: String) -> Plan? { plans[name] }

    public var names: [String] { plans.keys.sorted() }

    /// The plan of a tenant. One that the settings no longer have keeps its name and gets the limits and features of the default plan,
    /// so that taking a plan out of the settings cuts nobody off.
    public func held(_ name: String) -> Plan {
        plans[name] ?? Plan(name: name, isSelfService: false, limits: defaultPlan.limits, features: defaultPlan.features)
    }
}
