import Contracts
import TestSupport
import Testing

/// An administrator ends the pools' idle sessions, and nobody notices.
@Suite struct EndedSessionsTests {
    private static let rounds = 20
    private static let requestsPerRound = 10

    /// Ends what rests of the product's sessions, and returns when it has ended.
    private func endIdleSessions(of stack: TestStack) async throws -> Int {
        try await stack.withSuperuser { session in
            try await session.query(
                """
                SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                WHERE application_name LIKE 'tenant-manager%' AND state = 'idle' AND pid <> pg_backend_pid()
                """
            ).count
        }
    }

    @Test func noRequestFails() async throws {
        let stack = try TestStack(environment: ["STOCK_SIZE": "0"])
        let api = ProductAPI(stack.client)
        let organization = try await api.signUp("Ended")
        var (ended, failed) = (0, [String]())
        for _ in 0..<Self.rounds {
            // Several sessions rest then.
            try await withThrowingTaskGroup { group in
                for _ in 0..<4 { group.addTask { _ = try await api.call("GET", "/rest/people", token: organization.accessToken) } }
                try await group.waitForAll()
            }
            ended += try await endIdleSessions(of: stack)
            for number in 0..<Self.requestsPerRound {
                let reply =
                    number % 2 == 0
                    ? try await api.call("GET", "/rest/people", token: organization.accessToken)
                    : try await api.call("POST", "/rest/people", [:], token: organization.accessToken)
                if reply.status >= 400 { failed.append(reply.text) }
            }
        }
        #expect(failed.isEmpty, "\(failed.count): \(failed.prefix(2))")
        #expect(ended >= Self.rounds)
    }
}
