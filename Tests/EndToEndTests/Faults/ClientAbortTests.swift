import Contracts
import Foundation
import TestSupport
import Testing

/// A client that goes away while its query runs: PostgreSQL is told to stop at once, and the connection serves on.
@Suite(.serialized) struct ClientAbortTests {
    private static let rounds = 5

    @Test(arguments: ["GET", "POST"])
    func theQueryEndsWithItsClient(method: String) async throws {
        let stack = try Product.stack
        let owner = try await Product.api.signUp("Abort \(method)")
        let database = try await stack.database(of: owner)
        let count = { try await Product.api.call("GET", "/rest/people", token: owner.accessToken).json["totalCount"].int }
        let before = try await count()
        let sessions = try await Self.sessions(in: database)
        let times = try await stack.withLockedPeople(in: database) {
            var times: [Duration] = []
            for _ in 0..<Self.rounds { times.append(try await Self.abort(method, owner, in: database)) }
            return times
        }
        #expect(times.sorted()[Self.rounds / 2] < .milliseconds(200))
        #expect(times.allSatisfy { $0 < .seconds(2) })
        #expect(try await count() == before)
        #expect(try await Self.sessions(in: database) == sessions)
    }

    /// Sends a request that must wait, goes away, and returns how long its query outlived it.
    private static func abort(_ method: String, _ owner: ProductAPI.Organization, in database: String) async throws -> Duration {
        let body = method == "POST" ? #"{"jobTitle":"Never"}"# : ""
        let client = try TestSocket(port: Product.stack.port)
        defer { withExtendedLifetime(client) {} }
        let descriptor = client.descriptor
        try client.write(
            Array(
                """
                \(method) /rest/people HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer \(owner.accessToken)\r\n\
                Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
                """.utf8))
        return try await Product.stack.withSuperuser { watcher in
            try await eventually { try await TestStack.waiting(in: database, watcher) == 1 }
            let start = ContinuousClock.now
            shutdown(descriptor, Int32(SHUT_RDWR))
            try await eventually { try await TestStack.waiting(in: database, watcher) == 0 }
            return start.duration(to: .now)
        }
    }

    /// The host's sessions in the tenant's database, by pid.
    private static func sessions(in database: String) async throws -> String {
        try Product.stack.sql(
            """
            SELECT string_agg(pid::text, ' ' ORDER BY pid) FROM pg_stat_activity
             WHERE datname = '\(database)' AND backend_type = 'client backend'
            """)
    }
}
