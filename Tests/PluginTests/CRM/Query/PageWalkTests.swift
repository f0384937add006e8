import Contracts
import FoundationEssentials
import HTTPTypes
import Testing

@testable import CRMPlugin

/// Whatever the order, a walk through the pages in either direction shows every record once, in the order of the whole list.
@Suite struct PageWalkTests {
    static let orders = [
        "", "position", "position[DescNullsLast]", "jobTitle", "jobTitle[AscNullsLast]", "jobTitle[DescNullsFirst]",
        "jobTitle[DescNullsLast]", "createdAt", "createdAt[DescNullsLast]", "deletedAt[AscNullsLast]",
        "name.lastName,name.firstName[DescNullsLast]", "jobTitle[DescNullsLast],position[DescNullsLast],createdAt",
        "company.name[AscNullsLast]", "company.name[DescNullsFirst],position", "company.createdAt", "companyId",
        "createdBy.source[DescNullsLast]", "phones.primaryPhoneNumber,id[DescNullsLast]", "id[DescNullsLast]",
        "company.annualRevenue.amountMicros[DescNullsLast]",
    ]

    @Test func everyOrderIsWalkedBothWays() async throws {
        let workspace = try await Self.workspace()
        for order in Self.orders {
            let all = try await page(workspace, "limit=200", order)
            #expect(all.ids("people").count == 25, "\(order): \(all.text.prefix(300))")
            #expect(try await forward(workspace, order) == all.ids("people"), "\(order)")
            #expect(try await backward(workspace, order, from: all) == all.ids("people").dropLast(), "\(order)")
        }
    }

    @Test func filterHoldsOnEveryPage() async throws {
        let workspace = try await Self.workspace()
        let filter = "filter=position%5Bgte%5D:2"
        let all = try await page(workspace, "limit=200&\(filter)", "jobTitle")
        let walked = try await forward(workspace, "jobTitle", filter: filter)
        #expect(all.ids("people").count > 3)
        #expect(walked == all.ids("people"))
        #expect(all["totalCount"] == .integer(walked.count))
    }

    /// The place stays where it was, though the record that the cursor was made of is gone.
    @Test(arguments: ["position", "jobTitle", "createdAt"])
    func cursorOutlivesItsRecord(order: String) async throws {
        let workspace = try await Self.workspace()
        let all = try await page(workspace, "limit=200", order)
        let head = try await page(workspace, "limit=4", order)
        _ = try await workspace.send(.delete, "/rest/people/\(head.ids("people")[3])")
        let cursor = head.string("pageInfo", "endCursor")
        let tail = try await page(workspace, "limit=200&starting_after=\(cursor)", order)
        #expect(Set(tail.ids("people")).isSuperset(of: all.ids("people").dropFirst(4)))
    }

    /// People with ties and gaps in everything that is ordered by, and instants that differ by microseconds.
    private static func workspace() async throws -> CRMWorkspace {
        let workspace = try await CRMWorkspace.make()
        _ = try await workspace.query(
            """
            INSERT INTO "person" ("position", "jobTitle", "createdAt", "nameLastName", "nameFirstName", "companyId",
                "phonesPrimaryPhoneNumber", "createdBySource")
            SELECT n % 4, CASE n % 5 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN 'B"x' ELSE 'a' || n % 2 END,
                '2026-03-09 08:15:30.250Z'::timestamptz + n % 7 * interval '100 microseconds',
                CASE WHEN n % 3 > 0 THEN 'Doe' || n % 2 END, CASE WHEN n % 4 > 0 THEN 'Jo' || n % 3 END,
                CASE WHEN n % 3 > 0 THEN (SELECT "id" FROM "company" ORDER BY "name" OFFSET n % 4 LIMIT 1) END,
                NULLIF(n % 3, 0)::text, CASE WHEN n % 2 = 0 THEN 'API' ELSE 'IMPORT' END::"person_createdBySource_enum"
            FROM generate_series(1, 20) AS n
            """)
        return workspace
    }

    private func page(_ workspace: CRMWorkspace, _ query: String, _ order: String) async throws -> CRMAnswer {
        try await workspace.send(.get, "/rest/people", query: "\(query)&order_by=\(order)")
    }

    private func forward(_ workspace: CRMWorkspace, _ order: String, filter: String = "") async throws -> [String] {
        var seen: [String] = []
        var next = ""
        for _ in 0..<30 {
            let page = try await page(workspace, "limit=3&\(filter)\(next)", order)
            seen += page.ids("people")
            guard page["pageInfo", "hasNextPage"] == true else { return seen }
            next = "&starting_after=\(page.string("pageInfo", "endCursor"))"
        }
        return seen
    }

    /// From before the last record to the first.
    private func backward(_ workspace: CRMWorkspace, _ order: String, from all: CRMAnswer) async throws -> [String] {
        var seen: [String] = []
        var before = all.string("pageInfo", "endCursor")
        for _ in 0..<30 {
            let page = try await page(workspace, "limit=3&ending_before=\(before)", order)
            seen = page.ids("people") + seen
            guard page["pageInfo", "hasPreviousPage"] == true else { return seen }
            before = page.string("pageInfo", "endCursor")
        }
        return seen
    }
}
