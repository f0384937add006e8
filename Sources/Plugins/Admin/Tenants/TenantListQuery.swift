internal import Contracts

/// The query of `GET /api/admin/tenants`.
struct TenantListQuery: Sendable {
    let filter: TenantFilter
    let limit: Int
    let cursor: ListCursor?

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
        limit = PageSize.read(&reader)
        cursor = reader.value("cursor", "must be the next_cursor of a page with the same filter") { [filter] in
            ListCursor($0, for: filter.list, cryptography)
        }
        self.filter = filter
        try reader.finish()
    }

    private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
