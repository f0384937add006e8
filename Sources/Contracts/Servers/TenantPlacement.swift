/// Decides on which server a new tenant's database is made. The host lends it.
public protocol TenantPlacement: Sendable {
    /// The servers that may take such a tenant, the best first: open, with room, in the wanted region, and of those the one that would be
    /// least loaded for its weight. A server that is known not to answer is left out.
    ///
    /// - Throws: `PlacementError` when there is none.
    func candidates(for wish: PlacementWish) async throws -> [String]

    /// Takes a place for a tenant whose row is entered in the same transaction: until that ends the server stays open, and nobody else
    /// takes its last place.
    ///
    /// - Returns: false when the server is not open any more or is full.
    func takePlace(on server: String, within connection: any DatabaseConnection) async throws -> Bool
}

/// Where a tenant may be placed.
public struct PlacementWish: Sendable, Equatable {
    /// Nil leaves it to the plan and to chance.
    public let region: String?
    /// A plan that names regions is placed nowhere else.
    public let plan: Plan

    public init(region: String?, plan: Plan) {
        self.region = region
        self.plan = plan
    }
}

/// Why a tenant cannot be placed.
public enum PlacementError: Error, Equatable, Sendable {
    case unknownRegion(String, allowed: [String])
    /// The plan's tenants are placed in other regions.
    case regionNotInPlan(String, allowed: [String])
    /// No server of those that it may be placed on is open, has room and answers.
    case noServer
}

extension PlacementError: HTTPRepresentable {
    public var problem: Problem {
        switch self {
        case .unknownRegion(let region, let allowed):
            Problem(.regionUnknown, "There is no region '\(region)'.", faults: [Self.fault(allowed)])
        case .regionNotInPlan(let region, let allowed):
            Problem(.regionNotInPlan, "The plan is not offered in the region '\(region)'.", faults: [Self.fault(allowed)])
        case .noServer:
            Problem(.noServer, "No database server takes such an organization at the moment.", retryAfterSeconds: 30)
        }
    }

    private static func fault(_ allowed: [String]) -> FieldFault {
        let message = allowed.isEmpty ? "must be left out" : "must be one of " + allowed.joined(separator: ", ")
        return FieldFault(field: "region", message: message)
    }
}
