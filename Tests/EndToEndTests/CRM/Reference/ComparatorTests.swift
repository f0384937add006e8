import Contracts
import TestSupport
import Testing

/// Every comparator on a column of every type: what it finds, or how it is refused.
@Suite struct ComparatorTests {
    static let all = ["eq", "neq", "in", "containsAny", "is", "gt", "gte", "lt", "lte", "startsWith", "endsWith", "like", "ilike"]

    /// Which comparators a type has, in the order in which a refusal names them.
    static let allowed = [
        "TEXT": "eq, neq, gt, gte, lt, lte, in, is, like, ilike, startsWith, endsWith",
        "NUMBER": "eq, neq, gt, gte, lt, lte, in, is", "NUMERIC": "eq, neq, gt, gte, lt, lte, in, is",
        "DATE": "eq, neq, gt, gte, lt, lte, in, is", "DATE_TIME": "eq, neq, gt, gte, lt, lte, in, is",
        "UUID": "eq, neq, gt, gte, lt, lte, in, is", "BOOLEAN": "eq, is",
        "SELECT": "eq, neq, gt, gte, lt, lte, in, containsAny, is", "RATING": "eq, neq, gt, gte, lt, lte, in, containsAny, is",
        "MULTI_SELECT": "containsAny, is", "ARRAY": "is", "RAW_JSON": "is, like", "FILES": "is, like",
    ]

    /// NULL is neither equal nor unequal to anything, nor before or behind it.
    @Test(arguments: SpecimenColumn.ordered)
    func valuesThatHaveAnOrderAreCompared(column: SpecimenColumn) async throws {
        let (path, low, high) = (column.path, column.low, column.high)
        for (filter, names) in [
            ("\(path)[eq]:\(low)", ["a1", "a2"]), ("\(path)[eq]:\"\(high)\"", ["b"]), ("\(path)[neq]:\(low)", ["b"]),
            ("\(path)[gt]:\(low)", ["b"]), ("\(path)[gt]:\(high)", []), ("\(path)[gte]:\(low)", ["a1", "a2", "b"]),
            ("\(path)[lt]:\(high)", ["a1", "a2"]), ("\(path)[lt]:\(low)", []), ("\(path)[lte]:\(high)", ["a1", "a2", "b"]),
            ("\(path)[in]:[\"\(high)\"]", ["b"]), ("\(path)[in]:[\"\(low)\",\(high)]", ["a1", "a2", "b"]),
            ("\(path)[is]:NULL", ["n1", "n2"]), ("\(path)[is]:NOT_NULL", ["a1", "a2", "b"]),
            ("not(\(path)[eq]:\(low))", ["b"]), ("or(\(path)[eq]:\(low),\(path)[is]:NULL)", ["a1", "a2", "n1", "n2"]),
        ] {
            #expect(try await Specimen.shared.found(filter: filter) == names, "\(filter)")
        }
    }

    @Test(arguments: SpecimenColumn.ordered.filter { $0.type == "TEXT" })
    func textIsSearched(column: SpecimenColumn) async throws {
        let (path, front, back) = (column.path, column.high.dropLast(), column.high.dropFirst())
        for (filter, names) in [
            ("\(path)[like]:%\(back)", ["b"]), ("\(path)[like]:%", ["a1", "a2", "b"]),
            ("\(path)[like]:\"\(front)_\"", ["b"]), ("\(path)[ilike]:%\(back.uppercased())", ["b"]),
            ("\(path)[startsWith]:\"\(front)\"", ["b"]), ("\(path)[startsWith]:%", []), ("\(path)[endsWith]:\"\(back)\"", ["b"]),
            ("\(path)[endsWith]:%", []),
        ] {
            #expect(try await Specimen.shared.found(filter: filter) == names, "\(filter)")
        }
    }

    /// Where NULL reads as the empty text, both are the same to these comparators.
    @Test(arguments: SpecimenColumn.ordered.filter { $0.type == "TEXT" })
    func emptyTextIsNull(column: SpecimenColumn) async throws {
        let empty = column.path == "price.currencyCode" ? [] : ["n1", "n2"]
        for (filter, names) in [
            (#"\#(column.path)[eq]:"""#, empty), (#"\#(column.path)[neq]:''"#, ["a1", "a2", "b"]),
            (#"\#(column.path)[like]:"""#, empty), (#"\#(column.path)[ilike]:"""#, empty), (#"\#(column.path)[in]:[]"#, []),
        ] {
            #expect(try await Specimen.shared.found(filter: filter) == names, "\(filter)")
        }
    }

    @Test(
        arguments: [
            ("flag[eq]:true", ["b"]), ("flag[eq]:\"false\"", ["a1", "a2"]), ("flag[is]:NULL", ["n1", "n2"]),
            ("tags[containsAny]:[LOW]", ["a1", "a2"]), ("tags[containsAny]:[\"HIGH\",'LOW']", ["a1", "a2", "b"]),
            ("tags[containsAny]:[NONE]", []), ("tags[is]:NULL", ["n1", "n2"]), ("words[is]:NULL", ["n1", "n2"]),
            ("words[is]:NOT_NULL", ["a1", "a2", "b"]), ("notions[is]:NULL", ["n1", "n2"]), ("papers[is]:NULL", ["n1", "n2"]),
            ("mails.additionalEmails[is]:NULL", ["n1", "n2"]), ("phone.additionalPhones[is]:NULL", ["n1", "n2"]),
            ("site.secondaryLinks[is]:NULL", ["n1", "n2"]), ("writer.context[is]:NULL", ["n1", "n2"]),
            ("grade[containsAny]:[HIGH]", ["b"]), ("stars[containsAny]:[RATING_1]", ["a1", "a2"]),
            ("position[gt]:3", ["n1", "n2"]), ("position[in]:[1,5]", ["a1", "n2"]), ("position[is]:NULL", []),
            ("id[eq]:00000000-0000-4000-8000-000000000003", ["b"]), ("createdBy.source[eq]:MANUAL", Specimen.names),
            (#"essay.blocknote[eq]:[{"a":1}]"#, ["a1", "a2"]), ("essay.blocknote[ilike]:%B%", ["b"]),
            (#"essay.blocknote[eq]:"""#, []), ("essay.blocknote[is]:NULL", ["n1", "n2"]),
        ])
    func otherValuesAreToldApart(filter: String, names: [String]) async throws {
        #expect(try await Specimen.shared.found(filter: filter) == names)
    }

    @Test(arguments: SpecimenColumn.others.filter { ["RAW_JSON", "FILES"].contains($0.type) })
    func jsonIsSearchedAsText(column: SpecimenColumn) async throws {
        #expect(try await Specimen.shared.found(filter: "\(column.path)[like]:\(column.low)") == ["a1", "a2"])
        #expect(try await Specimen.shared.found(filter: "\(column.path)[like]:\(column.high)") == ["b"])
    }

    @Test(arguments: SpecimenColumn.ordered + SpecimenColumn.others)
    func comparatorsThatATypeHasNotAreRefused(column: SpecimenColumn) async throws {
        let allowed = try #require(Self.allowed[column.type])
        let call = try await Specimen.shared.call
        for comparator in Self.all where !allowed.split(separator: ", ").contains(Substring(comparator)) {
            let value = ["in", "containsAny"].contains(comparator) ? "[\(column.low)]" : column.low
            let filter = RecordCaller.escaped("\(column.path)[\(comparator)]:\(value)")
            let reply = try await call("GET", "/rest/specimens?filter=\(filter)")
            let message =
                "Operator \"\(comparator)\" is not valid for field \"\(column.path)\" of type \(column.type) - "
                + "Allowed operators: \(allowed)"
            #expect(reply.status == 400)
            #expect(reply.text == RefusalTests.Refusal("GET", "", bad: message).answer)
        }
    }
}
