import Contracts

/// How loaded servers are.
struct ServerLoad: Sendable {
    let registry: any Database

    /// The servers with their tenants, the one first that a further tenant would load least for its weight.
    func ordered(_ servers: [ServerDescription]) async throws -> [LoadedServer] {
        guard servers.count > 1 else { return servers.map { LoadedServer(server: $0, tenants: 0) } }
        let counts = try await registry.withConnection { try await Self.tenants(on: servers.map(\.name), $0) }
        return servers.map { LoadedServer(server: $0, tenants: counts[$0.name, default: 0]) }.sorted()
    }

    /// How many tenants lie on each of the servers, without those for which nothing is made before an operator has approved.
    static func tenants(on names: [String], _ connection: any DatabaseConnection) async throws -> [String: Int] {
        let rows = try await connection.query(
            """
            SELECT listed.name, (SELECT count(*) FROM tenant WHERE tenant.server = listed.name AND NOT awaiting_approval)
            FROM unnest(\(SQLValue.textArray(names))::text[]) AS listed (name)
            """)
        return Dictionary(
            try rows.map { (try $0.decode(at: 0, as: String.self), try $0.decode(at: 1, as: Int.self)) },
            uniquingKeysWith: { first, _ in first })
    }
}

/// A server and how many tenants it has. The smaller of two is the one that a further tenant loads less for its weight.
struct LoadedServer: Comparable {
    let server: ServerDescription
    let tenants: Int

    var hasRoom: Bool { server.capacity.map { tenants < $0 } ?? true }

    static func < (left: LoadedServer, right: LoadedServer) -> Bool {
        // With that tenant counted, the heavier of two empty servers comes first.
        let (leftLoad, rightLoad) = ((left.tenants + 1) * right.server.weight, (right.tenants + 1) * left.server.weight)
        return leftLoad == rightLoad ? left.server.name < right.server.name : leftLoad < rightLoad
    }
}
