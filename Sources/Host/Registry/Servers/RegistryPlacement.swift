public import Contracts

/// Placement by the servers that the host knows and the tenants that the registry has.
public struct RegistryPlacement: TenantPlacement {
    private let servers: DatabaseServers
    private let load: ServerLoad
    private let reach: ServerReach

    public init(servers: DatabaseServers, registry: any Database, reach: ServerReach) {
        self.servers = servers
        self.reach = reach
        load = ServerLoad(registry: registry)
    }

    public func candidates(for wish: PlacementWish) async throws -> [String] {
        let known = try await servers.all().map(\.description)
        try Self.check(wish, against: known)
        let eligible = known.filter { $0.state == .open && wish.admits($0.region) }
        // Of a single one nothing has to be compared, and whether it has room is decided by `takePlace`.
        guard eligible.count > 1 else { return try Self.some(eligible.map(\.name)) }
        let ordered = try await load.ordered(eligible).filter(\.hasRoom).map(\.server.name)
        return try Self.some(await reach.fromFirstThatAnswers(ordered))
    }

    public func takePlace(on server: String, within connection: any DatabaseConnection) async throws -> Bool {
        let rows = try await connection.query(
            "SELECT state, capacity, hashtext(name) FROM database_server WHERE name = \(server) FOR SHARE")
        guard let row = rows.first, try row.decode(at: 0, as: ServerState.self) == .open else { return false }
        guard let capacity = try row.decode(at: 1, as: Int?.self) else { return true }
        // Whoever else wants one of its places waits until the tenant's row can be counted.
        let number: Int = try row.decode(at: 2)
        _ = try await connection.query("SELECT pg_advisory_xact_lock(\(AdvisoryLock.serverPlace)::int, \(number)::int)")
        return try await ServerLoad.tenants(on: [server], connection)[server, default: 0] < capacity
    }

    private static func check(_ wish: PlacementWish, against known: [ServerDescription]) throws(PlacementError) {
        guard let region = wish.region else { return }
        let regions = Set(known.compactMap(\.region))
        let allowed = regions.filter { wish.plan.regions.isEmpty || wish.plan.regions.contains($0) }.sorted()
        guard regions.contains(region) else { throw .unknownRegion(region, allowed: allowed) }
        guard allowed.contains(region) else { throw .regionNotInPlan(region, allowed: allowed) }
    }

    private static func some(_ names: [String]) throws(PlacementError) -> [String] {
        guard !names.isEmpty else { throw .noServer }
        return names
    }
}

extension PlacementWish {
    fileprivate func admits(_ region: String?) -> Bool {
        if let wanted = self.region, wanted != region { return false }
        return plan.regions.isEmpty || region.map { plan.regions.contains($0) } == true
    }
}
