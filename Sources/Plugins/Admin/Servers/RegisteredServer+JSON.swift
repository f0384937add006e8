internal import Contracts

extension RegisteredServer {
    /// All but the administrator's password, which is shown to nobody.
    ///
    /// - Parameter isReachable: nil when it was not asked, as it is closed.
    func json(readyDatabases: Int, isReachable: Bool?) -> JSONValue {
        [
            "name": .string(description.name), "region": .optional(description.region), "weight": .integer(description.weight),
            "capacity": description.capacity.map { .integer($0) } ?? .null, "state": .string(description.state.rawValue),
            "source": .string(source.rawValue), "tenants": .integer(tenants), "ready_databases": .integer(readyDatabases),
            "reachable": isReachable.map { .bool($0) } ?? .null, "host": .string(description.address.host),
            "port": .string(description.address.port), "sslmode": .string(description.sslMode.rawValue),
            "sslrootcert": .optional(description.sslRootCertificate), "admin_user": .string(description.adminUser),
            "max_connections": .integer(description.maxConnections),
            "prepared_statements": .bool(description.usesPreparedStatements), "created_at": .string(createdAt),
            "changed_at": .string(changedAt),
        ]
    }
}
