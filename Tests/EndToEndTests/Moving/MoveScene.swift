import Contracts
import Foundation
import TestSupport
import Testing

/// Two hosts behind nginx, over two PostgreSQL servers.
struct MoveScene: Sendable {
    /// The stack's own server, and the second.
    static let servers = ["main", "second"]

    let second: PostgresCluster
    let stack: TestStack
    private let settings: SettingsCopy

    var api: ProductAPI { ProductAPI(stack.client) }

    /// - Parameter icuLocale: of the second server's databases.
    init(environment: [String: String] = [:], icuLocale: String? = nil) async throws {
        // What was acknowledged must be there after a crash.
        second = try await PostgresCluster.launch(
            settings: ["max_connections": "200", "synchronous_commit": "on"], icuLocale: icuLocale)
        settings = try SettingsCopy()
        // New tenants go to the stack's own server, so that it is known where they begin.
        try settings.replace("    weight:\n", with: "    weight: 1000000\n")
        try settings.replace(
            "database_servers:\n",
            with: """
                database_servers:
                  - name: second
                    host: 127.0.0.1
                    port: \(second.port)
                    admin_password: ${SECOND_PASSWORD}

                """)
        let usual = [
            "SECOND_PASSWORD": second.superuserPassword.reveal(), "JOB_LEASE_MS": "2000", "JOB_POLL_MS": "100", "STOCK_SIZE": "0",
        ]
        stack = try TestStack(
            hosts: 2, environment: settings.environment.merging(usual) { $1 }.merging(environment) { $1 })
    }

    /// Asks for a move and waits for it.
    func move(_ tenant: String, to server: String, prefer: String? = nil) async throws -> ProductAPI.Reply {
        try await api.call(
            "POST", "/api/admin/tenants/\(tenant)/move", ["server": .string(server)], operatorKey: stack.operatorKey,
            headers: prefer.map { [("Prefer", $0)] } ?? [])
    }

    /// Where the registry says that the tenant lies.
    func server(of tenant: String) throws -> String { try stack.sql("SELECT server FROM tenant WHERE id = '\(tenant)'") }

    /// Databases and roles of the tenant's name, as `main:database`, `second:role`, ….
    func remains(of tenant: String) async throws -> [String] {
        let name = "twenty_tenant_" + tenant.replacing("-", with: "")
        let statement: SQL = """
            SELECT 'database' FROM pg_database WHERE datname = \(name) UNION ALL SELECT 'role' FROM pg_roles WHERE rolname = \(name)
            ORDER BY 1
            """
        let here = try await stack.withSuperuser { try await $0.query(statement) }
        let there = try await second.withConnection(to: second.target()) { try await $0.query(statement) }
        return try here.map { "main:" + (try $0.decode(at: 0)) } + there.map { "second:" + (try $0.decode(at: 0)) }
    }

    /// What hosts say of moves that did not go well.
    func complaints() throws -> String {
        try ["host-1", "host-2"].flatMap { try stack.log($0).split(separator: "\n") }
            .filter { $0.contains("tried again") || $0.contains("job's step") || $0.contains("program of PostgreSQL") }
            .suffix(4).joined(separator: "\n")
    }

    /// The end of the newest move.
    func lastMove() throws -> (state: String, code: String) {
        let parts = try stack.sql(
            "SELECT state, coalesce(error_code, '') FROM job WHERE kind = 'tenant.move' ORDER BY created_at DESC LIMIT 1"
        ).split(separator: "|", omittingEmptySubsequences: false)
        return (String(parts.first ?? ""), String(parts.last ?? ""))
    }

    /// How long requests waited at each move that succeeded, in the order in which they ended.
    func pauses() throws -> [Duration] {
        try stack.sql("SELECT details->>'pause_ms' FROM audit_log WHERE action = 'tenant.moved' ORDER BY sequence")
            .split(separator: "\n").compactMap { Int($0) }.map { .milliseconds($0) }
    }

    /// Waits until no move is left.
    func settle() async throws {
        try await eventually(within: .seconds(40)) {
            try stack.sql("SELECT count(*) FROM job WHERE kind = 'tenant.move' AND finished_at IS NULL") == "0"
        }
    }
}
