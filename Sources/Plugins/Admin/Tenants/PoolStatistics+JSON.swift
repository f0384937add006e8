internal import Contracts

extension PoolStatistics {
    var json: JSONValue {
        [
            "tenantId": .string(tenant.description), "server": .string(server), "connections": .integer(connections),
            "idle": .integer(idle), "leased": .integer(leased), "waiting": .integer(waiting),
            "maxConnections": .integer(maxConnections),
        ]
    }
}

extension PoolManagerStatistics {
    var json: JSONValue {
        [
            "totalPools": .integer(pools.count), "totalConnections": .integer(totalConnections),
            "maxTotalConnections": .integer(maxTotalConnections), "pools": .array(pools.map(\.json)),
        ]
    }
}
