import Contracts
import FoundationEssentials
import HTTPTypes
import Testing

@testable import AdminPlugin

@Suite struct TenantListTests {
    private static func stage(_ body: @Sendable (IdentityStage, String) async throws -> Void) async throws {
        try await IdentityStage.run { stage in
            try await body(stage, try await stage.keys.create(name: "ops", role: .operator, actor: "cli").reveal())
        }
    }

    private static func list(_ stage: IdentityStage, _ key: String, _ query: String) async -> IdentityAnswer {
        await stage.send(.get, "/api/admin/tenants", query: query, key: key)
    }

    private static func slugs(_ answer: IdentityAnswer) -> [String] {
        answer.data.array("tenants").compactMap { $0.text("slug") }
    }

    @Test func everyTenantIsOnExactlyOnePage() async throws {
        try await Self.stage { stage, key in
            for number in 10..<35 { _ = try await stage.registry.addTenant("tenant-\(number)") }
            // Equal times must not lose or repeat anybody at the end of a page.
            _ = try await stage.registry.query(
                "UPDATE tenant SET created_at = date_trunc('day', created_at) WHERE slug < 'tenant-30'")
            var seen: [String] = []
            var query = "limit=7"
            while true {
                let answer = await Self.list(stage, key, query)
                #expect(answer.data["total"] == 25)
                seen += Self.slugs(answer)
                guard let cursor = answer.data.text("next_cursor") else { break }
                query = "limit=7&cursor=\(cursor)"
            }
            #expect(seen.sorted() == (10..<35).map { "tenant-\($0)" })
        }
    }

    @Test func filtersNarrowPageAndTotal() async throws {
        try await Self.stage { stage, key in
            let acme = try await stage.registry.addTenant("acme", plan: "free")
            _ = try await stage.registry.addTenant("beta")
            try await stage.registry.setStatus(.suspended, of: acme)
            for query in ["status=suspended", "plan=free", "search=ACM", "status=suspended&plan=free&search=c"] {
                let answer = await Self.list(stage, key, query)
                #expect(Self.slugs(answer) == ["acme"])
                #expect(answer.data["total"] == 1)
            }
            #expect(await Self.list(stage, key, "status=failed").data["total"] == 0)
        }
    }

    @Test(arguments: [
        ("%25", ["percent"]), ("_", ["underscore"]), ("%5C", ["backslash"]), ("'%3B%20DROP%20TABLE%20tenant%3B%20--", []),
        ("%25'%20OR%201%3D1%20--", []), ("%D1%8F", ["cyrillic"]),
    ])
    func aSearchIsTakenLiterally(search: String, found: [String]) async throws {
        try await Self.stage { stage, key in
            for (slug, name) in [
                ("percent", "100 % real"), ("underscore", "snake_case"), ("backslash", #"a\b"#), ("cyrillic", "моя"),
            ] {
                _ = try await stage.registry.addTenant(slug, name: name)
            }
            #expect(Self.slugs(await Self.list(stage, key, "search=\(search)")) == found)
            #expect(try await stage.registry.number("SELECT count(*) FROM tenant") == 4)
        }
    }

    @Test(arguments: [
        ("limit=0", "limit"), ("limit=201", "limit"), ("limit=ten", "limit"), ("status=happy", "status"), ("plan=gold", "plan"),
        ("search=", "search"), ("cursor=", "cursor"), ("cursor=00", "cursor"), ("stauts=active", "stauts"),
        ("limit=1&limit=2", "limit"),
    ])
    func aBadParameterIsNamed(query: String, field: String) async throws {
        try await Self.stage { stage, key in
            let answer = await Self.list(stage, key, query)
            #expect(answer.status == 400)
            guard case .object(let problem) = answer.body else { return }
            #expect(problem.array("errors").map { $0.text("field") } == [field])
        }
    }

    @Test func aChangedOrBorrowedCursorIsRefused() async throws {
        try await Self.stage { stage, key in
            for slug in ["one", "two", "three"] { _ = try await stage.registry.addTenant(slug) }
            let cursor = try #require(await Self.list(stage, key, "limit=1").data.text("next_cursor"))
            #expect(await Self.list(stage, key, "limit=1&cursor=\(cursor)").status == 200)
            for index in stride(from: 0, to: cursor.count, by: 9) {
                var digits = Array(cursor)
                digits[index] = digits[index] == "0" ? "1" : "0"
                #expect(await Self.list(stage, key, "limit=1&cursor=\(String(digits))").status == 400)
            }
            #expect(await Self.list(stage, key, "limit=1&cursor=\(cursor)&plan=pro").status == 400)
        }
    }
}
