import Contracts
import TestSupport
import Testing

@Suite struct StatementTimeoutTests {
    @Test func aStatementThatTakesTooLongIsCancelledAndTheLimitRaised() async throws {
        let tenant = try await LimitScene.shared.organization()
        let other = try await LimitScene.shared.organization()
        #expect(try await tenant("GET", "/rest/people").status == 200)
        try await tenant.limit(["statement_timeout_ms": 150])
        let database = try await tenant.scene.stack.database(of: tenant.organization)
        try await tenant.scene.stack.withLockedPeople(in: database) {
            // The second finds a connection that was used and reset, which the limit still holds for.
            for _ in 0..<2 {
                let began = ContinuousClock.now
                let refused = try await tenant("GET", "/rest/people")
                #expect(refused.status == 504 && refused.text.contains("A statement took longer"))
                #expect(began.duration(to: .now) < .seconds(5))
            }
            #expect(try await other("GET", "/rest/people").status == 200)
            try await tenant.limit(["statement_timeout_ms": 20_000])
            async let patient = tenant("GET", "/rest/people")
            try await Task.sleep(for: .milliseconds(700))
            #expect(try await tenant.scene.stack.waiting(in: database) == 1)
            try await tenant.scene.stack.killSessions(in: [database])
            _ = try await patient
        }
    }

    @Test func inOurOwnShapeTheCodeIsStable() async throws {
        let tenant = try await LimitScene.shared.organization()
        try await tenant.limit(["statement_timeout_ms": 150])
        let database = try await tenant.scene.stack.database(of: tenant.organization)
        try await tenant.scene.stack.withLockedPeople(in: database) {
            let refused = try await tenant("GET", "/api/export/people")
            #expect(refused.status == 504 && refused.code == "statement_timeout")
        }
    }
}
