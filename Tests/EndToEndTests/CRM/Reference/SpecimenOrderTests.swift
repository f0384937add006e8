import Contracts
import TestSupport
import Testing

/// Every kind of column as an order, in all four directions, and walked through page by page both ways.
@Suite struct SpecimenOrderTests {
    static let columns =
        SpecimenColumn.ordered + SpecimenColumn.others.filter { ["BOOLEAN", "MULTI_SELECT", "ARRAY"].contains($0.type) }

    /// Records of one value, or of none, have their ids ascend in either direction.
    static let directions = [
        ("", ["n1", "n2", "a1", "a2", "b"]), ("[AscNullsFirst]", ["n1", "n2", "a1", "a2", "b"]),
        ("[AscNullsLast]", ["a1", "a2", "b", "n1", "n2"]), ("[DescNullsFirst]", ["n1", "n2", "b", "a1", "a2"]),
        ("[DescNullsLast]", ["b", "a1", "a2", "n1", "n2"]),
    ]

    @Test(arguments: columns)
    func recordsComeInTheOrderAskedFor(column: SpecimenColumn) async throws {
        for (direction, names) in Self.directions {
            let order = "order_by=" + RecordCaller.escaped(column.path + direction)
            #expect(try await Specimen.shared.found(order) == names, "\(order)")
        }
    }

    @Test(arguments: columns)
    func pagesShowEveryRecordOnceBothWays(column: SpecimenColumn) async throws {
        for (direction, names) in Self.directions.dropFirst() {
            let order = "order_by=" + RecordCaller.escaped(column.path + direction)
            for limit in [1, 2, 5] {
                #expect(try await walk(order, limit, "starting_after", "hasNextPage").flatMap { $0 } == names, "\(order) \(limit)")
                #expect(
                    try await walk(order, limit, "ending_before", "hasPreviousPage", from: names[4]).reversed().flatMap { $0 }
                        == names.dropLast(), "\(order) \(limit)")
            }
        }
    }

    @Test(arguments: [
        ("grade,text[DescNullsLast],id", ["n1", "n2", "a1", "a2", "b"]),
        ("grade[DescNullsLast],position[DescNullsLast]", ["b", "a2", "a1", "n2", "n1"]),
        ("company.name[DescNullsFirst],position[DescNullsFirst]", ["n2", "n1", "b", "a2", "a1"]),
        ("fullName.lastName[DescNullsLast],fullName.firstName,name[DescNullsLast]", ["b", "a2", "a1", "n2", "n1"]),
        ("id[DescNullsLast]", ["n2", "n1", "b", "a2", "a1"]), ("flag,id[DescNullsLast]", ["n2", "n1", "a2", "a1", "b"]),
        ("createdBy.source,position[DescNullsFirst]", ["n2", "n1", "b", "a2", "a1"]),
    ])
    func severalColumnsDecideInTurn(order: String, names: [String]) async throws {
        let order = "order_by=" + RecordCaller.escaped(order)
        #expect(try await Specimen.shared.found(order) == names)
        #expect(try await walk(order, 2, "starting_after", "hasNextPage").flatMap { $0 } == names)
        #expect(
            try await walk(order, 2, "ending_before", "hasPreviousPage", from: names[4]).reversed().flatMap { $0 }
                == names.dropLast())
    }

    @Test(arguments: columns)
    func filterAndOrderGoThroughTheSamePages(column: SpecimenColumn) async throws {
        let filter = "&filter=" + RecordCaller.escaped("\(column.path)[is]:NOT_NULL")
        let order = "order_by=" + RecordCaller.escaped(column.path + "[DescNullsLast]")
        #expect(try await walk(order + filter, 1, "starting_after", "hasNextPage").flatMap { $0 } == ["b", "a1", "a2"])
    }

    /// The pages in the order in which they were asked for, each by the end cursor of the one before it; a walk backwards begins
    /// before the record `last`.
    private func walk(
        _ query: String, _ limit: Int, _ cursor: String, _ flag: String, from last: String? = nil
    ) async throws -> [[String]] {
        let call = try await Specimen.shared.call
        let whole = try await call("GET", "/rest/specimens?\(query)").json
        var query = "\(query)&limit=\(limit)"
        var next = last == nil ? query : "\(query)&\(cursor)=\(RecordCaller.escaped(whole["pageInfo"]["endCursor"].string))"
        query += "&\(cursor)="
        var pages: [[String]] = []
        while pages.count < 6 {
            let reply = try await call("GET", "/rest/specimens?\(next)")
            guard reply.status == 200 else { throw UnexpectedReply(reply) }
            #expect(reply.json["totalCount"] == whole["totalCount"])
            pages.append(reply.json["data"]["specimens"].elements.map { $0["name"].string })
            guard reply.json["pageInfo"][flag] == true else { break }
            next = query + RecordCaller.escaped(reply.json["pageInfo"]["endCursor"].string)
        }
        return pages
    }
}
