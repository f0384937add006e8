import Contracts
import FoundationEssentials
import HTTPTypes
import HostRegistry
import Testing

@testable import AdminPlugin

@Suite struct JobRoutesTests {
    private static func stage(_ body: @Sendable (IdentityStage, String) async throws -> Void) async throws {
        try await IdentityStage.run { stage in
            stage.jobs.adopt([JobKind(name: "tenant.move", steps: []), JobKind(name: "tenant.create", steps: [])])
            try await body(stage, try await stage.keys.create(name: "ops", role: .operator, actor: "cli").reveal())
        }
    }

    private static func enter(_ stage: IdentityStage, kind: String = "tenant.move", of tenant: TenantID = .random()) async throws
        -> UUID
    {
        let payload = JSONObject([JSONMember("email", "ada@example.com")])
        let order = JobOrder(kind: kind, tenant: tenant, payload: payload, requestedBy: "operator:ops")
        try await stage.registry.transaction { try await stage.jobs.enter(order, .queued, on: $0) }
        return order.id
    }

    private static func list(_ stage: IdentityStage, _ key: String, _ query: String = "") async -> IdentityAnswer {
        await stage.send(.get, "/api/admin/jobs", query: query, key: key)
    }

    private static func ids(_ answer: IdentityAnswer) -> [String?] { answer.data.array("jobs").map { $0.text("id") } }

    @Test func aJobIsShownWithoutWhatItWorksWith() async throws {
        try await Self.stage { stage, key in
            let tenant = TenantID.random()
            let job = try await Self.enter(stage, of: tenant)
            let answer = await stage.send(.get, "/api/admin/jobs/\(job.canonical)", key: key)
            #expect(
                answer.data.names == [
                    "id", "kind", "tenant_id", "state", "step", "steps_done", "progress", "error", "requested_by", "host",
                    "attempts",
                    "created_at", "started_at", "finished_at",
                ])
            #expect(answer.data.text("state") == "queued" && answer.data.text("tenant_id") == tenant.description)
            #expect(!String(decoding: JSONWriter.encode(answer.body), as: UTF8.self).contains("ada@"))
        }
    }

    @Test func progressAndErrorAreShown() async throws {
        try await Self.stage { stage, key in
            let job = try await Self.enter(stage)
            _ = try await stage.registry.query(
                "UPDATE job SET progress_done = 3, progress_total = 8, error_code = 'internal_error', error_text = 'because'")
            let data = await stage.send(.get, "/api/admin/jobs/\(job.canonical)", key: key).data
            #expect(data.object("progress")["done"] == 3 && data.object("progress")["total"] == 8)
            #expect(data.object("error")["code"] == "internal_error" && data.object("error")["text"] == "because")
        }
    }

    @Test func everyJobIsOnExactlyOnePageTheNewestFirst() async throws {
        try await Self.stage { stage, key in
            var entered: [String?] = []
            for _ in 0..<7 { entered.append(try await Self.enter(stage).canonical) }
            var (seen, query): ([String?], String) = ([], "limit=3")
            while true {
                let answer = await Self.list(stage, key, query)
                #expect(answer.data["total"] == 7)
                seen += Self.ids(answer)
                guard let cursor = answer.data.text("next_cursor") else { break }
                query = "limit=3&cursor=\(cursor)"
            }
            #expect(seen == entered.reversed())
        }
    }

    @Test func filtersNarrowPageAndTotal() async throws {
        try await Self.stage { stage, key in
            let tenant = TenantID.random()
            let wanted = try await Self.enter(stage, kind: "tenant.create", of: tenant)
            _ = try await Self.enter(stage)
            for query in ["kind=tenant.create", "tenant=\(tenant)", "state=queued&kind=tenant.create&tenant=\(tenant)"] {
                let answer = await Self.list(stage, key, query)
                #expect(Self.ids(answer) == [wanted.canonical] && answer.data["total"] == 1)
            }
            #expect(await Self.list(stage, key, "state=failed").data["total"] == 0)
        }
    }

    @Test(arguments: [
        "state=done", "kind=", "tenant=acme", "limit=0", "limit=201", "cursor=00", "colour=red", "state=queued&state=failed",
    ])
    func aFaultyParameterIsNamed(query: String) async throws {
        try await Self.stage { stage, key in
            let answer = await Self.list(stage, key, query)
            #expect(answer.status == 400 && answer.code == "validation_failed")
        }
    }

    @Test func aCursorIsGoodForItsOwnFilterAndListAlone() async throws {
        try await Self.stage { stage, key in
            for _ in 0..<2 { _ = try await Self.enter(stage) }
            let cursor = try #require(await Self.list(stage, key, "limit=1").data.text("next_cursor"))
            #expect(await Self.list(stage, key, "limit=1&state=queued&cursor=\(cursor)").status == 400)
            #expect(await stage.send(.get, "/api/admin/tenants", query: "cursor=\(cursor)", key: key).status == 400)
        }
    }

    @Test func unknownIsNotFoundAndMalformedIsBad() async throws {
        try await Self.stage { stage, key in
            #expect(await stage.send(.get, "/api/admin/jobs/\(UUID().canonical)", key: key).code == "job_not_found")
            #expect(await stage.send(.get, "/api/admin/jobs/first", key: key).code == "invalid_identifier")
        }
    }
}
