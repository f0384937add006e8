import Contracts
import Synchronization
import TestSupport
import Testing

/// Clients that write people and read them, and remember which of them were acknowledged.
final class Writers: Sendable {
    private let api: ProductAPI
    private let token: String
    private let acknowledged = Mutex<Set<String>>([])

    init(_ api: ProductAPI, _ organization: ProductAPI.Organization) {
        self.api = api
        token = organization.accessToken
    }

    var count: Int { acknowledged.withLock(\.count) }

    /// Every third request is a write.
    func request(_ client: Int) async throws -> ProductAPI.Reply {
        guard client % 3 == 0 else { return try await api.call("GET", "/rest/people?limit=20", token: token) }
        let body: JSONValue = ["name": ["firstName": .string("Client \(client)"), "lastName": "Moved"]]
        let reply = try await api.call("POST", "/rest/people", body, token: token)
        if reply.status == 201 { acknowledged.withLock { _ = $0.insert(reply.json["data"]["createPerson"]["id"].string) } }
        return reply
    }

    /// Those that were acknowledged and are not there.
    func lost(in stack: TestStack, _ cluster: PostgresCluster?, database: String) async throws -> Int {
        let statement: SQL = "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE tablename = 'person'"
        let read: @Sendable (any DatabaseConnection) async throws -> Set<String> = { connection in
            let table: String = try #require(try await connection.query(statement).first).decode(at: 0)
            let rows = try await connection.query(SQL(script: "SELECT id::text FROM \(table)"))
            return Set(try rows.map { try $0.decode(at: 0) })
        }
        let there =
            if let cluster {
                try await cluster.withConnection(to: cluster.target(database: database), read)
            } else {
                try await stack.withSuperuser(database: database, read)
            }
        return acknowledged.withLock { $0.subtracting(there).count }
    }
}
