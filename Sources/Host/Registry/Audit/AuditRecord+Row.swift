import Contracts

extension AuditRecord {
    static let columns: SQL = """
        sequence, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, actor, action, tenant_id, details, salt,
        personal_digest, previous_hash, hash
        """

    init(row: Row) throws {
        self.init(
            sequence: try row.decode("sequence"), at: try row.decode("at"), actor: try row.decode("actor"),
            action: try row.decode("action"), tenant: try row.decode("tenant_id"), details: try row.decode("details"),
            salt: try row.decode("salt"), personalDigest: try row.decode("personal_digest"),
            previousHash: try row.decode("previous_hash"), hash: try row.decode("hash"))
    }
}

extension AuditFilter {
    /// The condition that says the same in SQL.
    var condition: SQL {
        var condition: SQL = "TRUE"
        if let tenant { condition = "\(condition) AND chain = \(tenant)" }
        if let actor { condition = "\(condition) AND actor = \(actor)" }
        if let action { condition = "\(condition) AND (action = \(action) OR starts_with(action, \(action + ".")))" }
        if let from { condition = "\(condition) AND at >= \(from)::timestamptz" }
        if let until { condition = "\(condition) AND at < \(until)::timestamptz" }
        return condition
    }
}
