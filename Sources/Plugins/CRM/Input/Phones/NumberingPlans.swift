/// The numbering plans of the world, read from their table when the first phone number is.
struct NumberingPlans: Sendable {
    static let world = NumberingPlans(NumberingData.plans.description)

    private let byRegion: [String: NumberingPlan]
    /// The main region of a calling code comes first.
    private let byCallingCode: [String: [NumberingPlan]]

    init(_ table: String) {
        let plans = table.split(separator: "\n").compactMap(NumberingPlan.init(line:))
        byRegion = Dictionary(plans.compactMap { plan in plan.region.map { ($0, plan) } }, uniquingKeysWith: { first, _ in first })
        byCallingCode = Dictionary(grouping: plans, by: \.callingCode)
    }

    /// The codes of all regions, in no order.
    var regions: some Collection<String> { byRegion.keys }

    /// - Parameter region: two capital letters (ISO 3166-1).
    func plan(ofRegion region: String) -> NumberingPlan? { byRegion[region] }

    /// - Parameter callingCode: digits without a `+`
    func plans(ofCallingCode callingCode: String) -> [NumberingPlan] { byCallingCode[callingCode] ?? [] }

    /// Whether any region has the calling code; those of services without a region do not count.
    func hasRegion(withCallingCode callingCode: String) -> Bool { plans(ofCallingCode: callingCode).contains { $0.region != nil } }
}
