internal import Contracts

extension TenantEntitlement {
    /// Every limit with its value, who set it, and how much of it is used; null where there is no limit or nobody counts.
    func json(used: [TenantLimit: Int] = [:]) -> JSONValue {
        .object(JSONObject(TenantLimit.allCases.map { JSONMember($0.rawValue, json(of: $0, used: used[$0])) }))
    }

    private func json(of limit: TenantLimit, used: Int?) -> JSONValue {
        var members = JSONObject([
            JSONMember("limit", limits[limit].map { .integer($0) } ?? .null),
            JSONMember("source", overrides[limit] == nil ? "plan" : "operator"),
        ])
        if let used { members["used"] = .integer(used) }
        if limit == .databaseBytes { members["measured_at"] = .optional(size?.measuredAt) }
        return .object(members)
    }
}
