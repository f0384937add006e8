internal import Contracts

/// All that an operator is shown of one tenant.
struct TenantDetails: Sendable {
    let record: TenantSummary
    let members: Int
    let activeSessions: Int
    let database: DatabaseInspector.Findings?
    /// The tenant's pool on this host; nil when it has none just now.
    let pool: PoolStatistics?

    var json: JSONValue {
        var members = record.members
        members.append(JSONMember("database", databaseJSON))
        members.append(JSONMember("pool", pool.map(\.json) ?? .null))
        members.append(
            JSONMember("counts", ["members": .integer(self.members), "active_sessions": .integer(activeSessions)]))
        return .object(JSONObject(members))
    }

    private var databaseJSON: JSONValue {
        [
            "name": .string(record.database), "reachable": .bool(database != nil),
            "size_bytes": database.map { .number(JSONNumber($0.sizeBytes)) } ?? .null,
            "connections": database.map { .integer($0.connections) } ?? .null,
        ]
    }
}
