internal import Contracts

/// The query of `GET /api/admin/tenants`.
struct TenantListQuery: Sendable {
    static let limits = 1...200
    static let defaultLimit = 50

    let filter: TenantFilter
    let limit: Int
    let cursor: TenantCursor?

    /// - Throws: `RequestFault` naming every faulty parameter.
    init(_ query: QueryParameters, plans: PlanCatalogue, _ cryptography: any Cryptography) throws(RequestFault) {
        var reader = ParameterReader(query, known: ["status", "plan", "search", "limit", "cursor"])
        var filter = TenantFilter()
        filter.status = reader.value("status", "must be one of " + Self.list(TenantStatus.allCases.map(\.rawValue))) {
            TenantStatus(rawValue: $0)
        }
        filter.plan = reader.value("plan", "must be one of " + Self.list(plans.names)) { plans[$0]?.name }
        filter.search = reader.value("search", "must be 1 to 255 characters long") {
            (1...255).contains($0.unicodeScalars.count) ? $0 : nil
        }
        limit =
            reader.value("limit", "must be from 1 to 200") { Int($0).flatMap { Self.limits.contains($0) ? $0 : nil } }
            ?? Self.defaultLimit
        cursor = reader.value("cursor", "must be the next_cursor of a page with the same filter") { [filter] in
            TenantCursor($0, for: filter, cryptography)
        }
        self.filter = filter
        try reader.finish()
    }

    private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
