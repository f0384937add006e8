import Contracts
import TestSupport
import Testing

@testable import HostRegistry

@Suite struct JobErasureTests {
    @Test func ofAnErasedTenantJobsSayOnlyWhatWasDoneAndWhen() async throws {
        let stage = try await JobStage.make()
        let host = stage.host(stage.kind(stage.step("one")))
        let tenant = try await stage.registry.addTenant("acme")
        let payload = JSONObject([JSONMember("email", "ada@example.com")])
        let orders = [0, 1].map { _ in JobOrder(kind: "test", tenant: tenant, payload: payload, requestedBy: "operator:ops") }
        for order in orders { try await stage.registry.database.transaction { try await host.enter(order, .claimed, on: $0) } }
        try await host.run(orders[0], lending: nil)
        try await stage.registry.database.transaction { connection in
            _ = try await stage.registry.store.transition(tenant, from: [.active], to: .deleting, reason: nil, on: connection)
            _ = try await stage.registry.store.erase(tenant, on: connection)
        }
        let rows = try await stage.registry.database.query(
            "SELECT state FROM job WHERE job::text NOT LIKE \("%ops%") AND job::text NOT LIKE \("%ada@%") AND tenant_id IS NULL ORDER BY 1"
        )
        #expect(rows.map { $0.text(0) } == ["failed", "succeeded"])
    }

    /// Its host was at work on it meanwhile.
    @Test func aJobOfAnErasedTenantCannotGoOn() async throws {
        let stage = try await JobStage.make()
        let host = stage.host(
            stage.kind(
                stage.step("one") { [database = stage.registry.database] run in
                    guard let tenant = run.tenant else { return }
                    try await database.withConnection { try await JobStore.forget(tenant, on: $0) }
                }, stage.entry("two")))
        await #expect(throws: JobFailure.self) { try await host.run(try await stage.enter(host, .claimed), lending: nil) }
        #expect(try await stage.entries() == [])
    }
}
