internal import Contracts

/// All that an operator is shown of one tenant.
struct TenantDetails: Sendable {
    let record: TenantSummary
    let members: Int
    let activeSessions: Int
    let database: DatabaseInspector.Findings?
    /// The tenant's pool on this host; nil when it has none just now.
    let pool: PoolStatistics?
    let entitlement: TenantEntitlement
    /// On this host.
    let traffic: TrafficReading

    var json: JSONValue {
        var members = record.members
        members.append(JSONMember("database", databaseJSON))
        members.append(JSONMember("pool", pool.map(\.json) ?? .null))
        members.append(
            JSONMember("counts", ["members": .integer(self.members), "active_sessions": .integer(activeSessions)]))
        members.append(JSONMember("limits", entitlement.json(used: used)))
        return .object(JSONObject(members))
    }

    /// What of each limit is used; what cannot be told is left out.
    private var used: [TenantLimit: Int] {
        var used: [TenantLimit: Int] = [
            .users: members, .concurrentRequests: traffic.concurrentRequests, .requestsPerMinute: traffic.lastMinute,
            .connections: pool?.connections ?? 0,
        ]
        used[.records] = database?.records
        used[.databaseBytes] = entitlement.size?.bytes
        return used
    }

    private var databaseJSON: JSONValue {
        [
            "name": .string(record.database), "reachable": .bool(database != nil),
            "size_bytes": database.map { .number(JSONNumber($0.sizeBytes)) } ?? .null,
            "connections": database.map { .integer($0.connections) } ?? .null,
        ]
    }
}
