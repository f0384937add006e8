internal import Contracts

/// Which tenants an operator wants to see.
struct TenantFilter: Sendable, Equatable {
    var status: TenantStatus?
    var plan: String?
    /// Part of the name or of the slug, in any case.
    var search: String?

    /// The condition that says the same in SQL.
    var condition: SQL {
        var condition: SQL = "TRUE"
        if let status { condition = "\(condition) AND status = \(status.rawValue)" }
        if let plan { condition = "\(condition) AND plan = \(plan)" }
        if let search {
            let pattern = "%" + Self.escaped(search) + "%"
            condition = "\(condition) AND (name ILIKE \(pattern) OR slug ILIKE \(pattern))"
        }
        return condition
    }

    /// What a cursor is bound to: it goes on in the list that it was made for and in no other.
    var list: String { "tenants.cursor " + ListCursor.fingerprint([status?.rawValue, plan, search]) }

    /// `text` with the wildcards of LIKE, and its escape character, standing for themselves.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }
}
