import Contracts
import Foundation
import TestSupport
import Testing

/// A product of two hosts whose tenants can be put back to an earlier version.
struct MigrationScene: Sendable {
    static let shared = Task { try await MigrationScene() }

    let stack: TestStack
    let owners: [ProductAPI.Organization]

    init() async throws {
        stack = try TestStack(
            hosts: 2,
            environment: [
                "JOB_LEASE_MS": "1500", "JOB_POLL_MS": "100", "MIGRATION_LOCK_TIMEOUT_MS": "300", "MIGRATION_WORKERS": "1",
            ])
        let api = ProductAPI(stack.client)
        var owners: [ProductAPI.Organization] = []
        for name in ["One", "Two", "Three", "Four"] { owners.append(try await api.signUp(name)) }
        self.owners = owners
    }

    var api: ProductAPI { ProductAPI(stack.client) }

    func age(_ owner: ProductAPI.Organization) async throws { try await stack.age(owner) }

    /// Runs `body` while somebody holds what a migration of the tenant needs first.
    func holdingLock<Result: Sendable>(
        on owner: ProductAPI.Organization, _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        try await stack.withSuperuser(database: stack.database(of: owner)) { session in
            try await session.execute(script: "BEGIN; LOCK TABLE public.schema_migration")
            return try await body()
        }
    }

    func outdated() throws -> Int? { Int(try stack.sql("SELECT count(*) FROM tenant WHERE schema_fingerprint = 'older'")) }

    func begin(_ options: JSONValue = ["canary": 0, "failure_budget": "100%"]) async throws -> ProductAPI.Reply {
        try await api.call("POST", "/api/admin/migrations", options, operatorKey: stack.operatorKey)
    }

    func show(_ run: String) async throws -> JSONValue {
        try await api.call("GET", "/api/admin/migrations/\(run)", operatorKey: stack.operatorKey).json["data"]
    }

    /// Returns when no run is on.
    func settle() async throws {
        try await eventually(within: .seconds(60)) {
            try stack.sql("SELECT count(*) FROM job WHERE kind = 'fleet.migrate' AND finished_at IS NULL") == "0"
        }
    }

    /// How a command ended, and what it printed.
    func command(_ arguments: [String]) throws -> (status: Int32, output: String) {
        do {
            return (0, try stack.command(arguments))
        } catch StackFailure.command(_, let status, let output) {
            return (status >> 8, output)
        }
    }
}
