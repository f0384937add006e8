import Contracts

/// Where the tenants of a server may go.
struct EvacuationRoute: Sendable {
    let placement: any TenantPlacement
    let plans: PlanCatalogue
    let order: EvacuationOrder
    /// The server's own. Tenants leave it for the order's target alone: it may be by law that they lie there.
    let region: String?

    /// The servers that may take a tenant of the plan, the best first.
    ///
    /// - Throws: `PlacementError` when there is none.
    func servers(forPlan plan: String) async throws -> [String] {
        if let target = order.target { return [target] }
        return try await placement.candidates(for: PlacementWish(region: region, plan: plans.held(plan)))
    }

    /// Whether there is a server for a tenant of one of the plans at least.
    func leadsSomewhere(forPlans plans: Set<String>) async throws -> Bool {
        for plan in plans {
            do {
                if try await !servers(forPlan: plan).isEmpty { return true }
            } catch is PlacementError {
                continue
            }
        }
        return plans.isEmpty
    }
}
