internal import Contracts

/// What an operator wants changed of a tenant's limits: a value for each that is to be set, nil for each that is taken back.
struct LimitOrder: Sendable, Equatable {
    let changes: [TenantLimit: Int?]

    /// - Throws: `RequestFault` naming every faulty member.
    init(_ object: JSONObject) throws(RequestFault) {
        var fields = FieldReader(object)
        var changes: [TenantLimit: Int?] = [:]
        for member in object.members {
            guard let limit = TenantLimit(rawValue: member.name) else {
                fields.fail(member.name, "is not a limit: " + TenantLimit.allCases.map(\.rawValue).joined(separator: ", "))
                continue
            }
            switch member.value {
            case .null: changes[limit] = .some(nil)
            case .number(let number) where number.integer.map { limit.range.contains(Int($0)) } == true:
                changes[limit] = number.integer.map(Int.init)
            default:
                fields.fail(
                    member.name,
                    "must be a whole number from \(limit.range.lowerBound) to \(limit.range.upperBound), or null for the plan's")
            }
        }
        try fields.finish()
        guard !changes.isEmpty else { throw .invalid([FieldFault(field: "limits", message: "must name one limit at least")]) }
        self.changes = changes
    }
}
