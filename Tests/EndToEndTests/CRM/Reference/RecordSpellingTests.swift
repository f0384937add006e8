import Contracts
import TestSupport
import Testing

/// How a request may be spelt: paths, parameters and bodies in all the ways in which clients send them.
@Suite struct RecordSpellingTests {
    private static let specimen = Task { try await Specimen.fresh() }

    /// The names of the records that a query shows, in its own spelling.
    private func names(_ path: String) async throws -> [String] {
        let reply = try await Specimen.shared.call("GET", path)
        guard reply.status == 200 else { throw UnexpectedReply(reply) }
        return reply.json["data"]["specimens"].elements.map { $0["name"].string }
    }

    @Test(arguments: [
        "/rest/specimens", "/rest/specimens/", "/rest//specimens", "//rest/specimens//", "/rest/specimens?", "/rest/specimens?&",
        "/api/specimens", "/api/specimens/", "/api//specimens", "/rest/specimens?filter%5B%5D=x", "/rest/specimens?filter[a]=x",
        "/rest/specimens?Filter=x&LIMIT=x&Depth=9&ORDER_BY=x", "/rest/specimens?filter=x&filter=y",
        "/rest/specimens?order_by=x&order_by=y", "/rest/specimens?starting_after=x&starting_after=y",
        "/rest/specimens?ending_before=x&ending_before=y", "/rest/specimens?starting_after=&ending_before=",
        "/rest/specimens?order_by=&limit=&depth=", "/rest/specimens?viewId=x&upsert=1&soft_delete=1&anything=%F0%9F%9A%80",
        "/rest/specimens?limit=5&depth=0",
    ])
    func spellingsOfTheWholeListAreTheSame(path: String) async throws {
        #expect(try await names(path) == Specimen.names)
    }

    /// JavaScript's idea of a number, cut down to 200.
    @Test(arguments: [
        ("2", 2), ("0", 0), ("-0", 0), ("%2B2", 2), ("+2", 2), ("%202%20", 2), ("2.0", 2), ("2.", 2), ("2e0", 2), ("0x2", 2),
        ("0b10", 2), ("0o2", 2), ("%20", 0), ("200", 5), ("201", 5), ("1e400", 5), ("Infinity", 5), ("60", 5),
    ])
    func limitIsReadAsJavaScriptReadsNumbers(limit: String, count: Int) async throws {
        #expect(try await names("/rest/specimens?limit=\(limit)").count == count)
    }

    @Test(arguments: [
        ("limit=x", "limit 'x' is invalid. Should be an integer"), ("limit=-1", "limit '-1' is invalid. Should be an integer"),
        ("limit=-0.5", "limit '-0.5' is invalid. Should be an integer"),
        ("limit=NaN", "limit 'NaN' is invalid. Should be an integer"),
        ("limit=-Infinity", "limit '-Infinity' is invalid. Should be an integer"),
        ("limit=1_0", "limit '1_0' is invalid. Should be an integer"), ("limit=2;", "limit '2;' is invalid. Should be an integer"),
        ("limit=infinity", "limit 'infinity' is invalid. Should be an integer"),
        ("limit=0x", "limit '0x' is invalid. Should be an integer"),
        ("limit=-0x2", "limit '-0x2' is invalid. Should be an integer"),
        ("limit=1&limit=2", "limit '1,2' is invalid. Should be an integer"),
        ("depth=2", "'depth=2' parameter invalid. Allowed values are 0, 1"),
        ("depth=-1", "'depth=-1' parameter invalid. Allowed values are 0, 1"),
        ("depth=one", "'depth=one' parameter invalid. Allowed values are 0, 1"),
        ("depth=0.5", "'depth=0.5' parameter invalid. Allowed values are 0, 1"),
        ("depth=0&depth=1", "'depth=0,1' parameter invalid. Allowed values are 0, 1"),
        ("filter=", "'filter' invalid for 'and()'. eg: price[gte]:10"),
        ("starting_after=x&ending_before=y", "Cannot provide both before and after"),
    ])
    func valuesThatAreNoneAreNamed(query: String, message: String) async throws {
        let reply = try await Specimen.shared.call("GET", "/rest/specimens?\(query)")
        #expect(reply.status == 400)
        #expect(reply.text == RefusalTests.Refusal("GET", "", bad: message).answer)
    }

    @Test(arguments: [
        "filter=name[eq]:b", "filter=name%5Beq%5D:b", "filter=name%5beq%5d%3ab", "%66ilter=name[eq]:b", "filter=name[eq]:%22b%22",
        "filter=and(name[eq]:b)", "filter=place.addressStreet1[eq]:B+Road+2",
        "filter=place.addressStreet1[eq]:B%20Road%202", "filter=id[eq]:00000000-0000-4000-8000-000000000003&filter2=x",
        "order_by=text[DescNullsLast]&limit=1", "order_by=text%5BDescNullsLast%5D&limit=1",
        // A pattern that was not encoded: what is no escape stands for itself.
        "filter=place.addressStreet1[like]:B%", "filter=place.addressStreet1[like]:%Road%202%",
    ])
    func encodingsOfOneQuestionAreTheSame(query: String) async throws {
        #expect(try await names("/rest/specimens?\(query)") == ["b"])
    }

    @Test(arguments: [
        "2A3B4C5D-0000-4000-8000-00000000ABCD", "2a3b4c5d-0000-1000-b000-00000000abcd", "2A3b4C5d-0000-5000-9000-00000000ABcd",
    ])
    func idsAreTakenInAnyCase(id: String) async throws {
        let call = try await Self.specimen.value.call
        let made = try await call.create("specimens", ["id": .string(id)])
        #expect(made["id"].string == id.lowercased())
        #expect(try await call("GET", "/rest/specimens/\(id)").json["data"]["specimen"]["id"] == made["id"])
        #expect(try await call("DELETE", "/rest/specimens/\(id)").json["data"]["deleteSpecimen"] == ["id": made["id"]])
    }

    private static let path =
        "Query path invalid. Valid examples: /rest/companies, /rest/companies/20202020-1c25-4d02-bf25-6aeccf7ea419"

    @Test(
        arguments: ["GET", "POST", "PATCH", "PUT", "DELETE"],
        [
            ("/rest", path), ("/rest/", path), ("/rest/people/\(RefusalTests.unknown)/x", path), ("/rest/a/b/c/d", path),
            ("/rest/People", "object 'People' not found. eg: companies"),
            ("/rest/batch", "object 'batch' not found. eg: companies"),
            ("/rest/restore", "object 'restore' not found. eg: companies"),
            ("/rest/note", "object 'note' not found. Did you mean 'notes'?"),
            ("/rest/noteTarget", "object 'noteTarget' not found. Did you mean 'noteTargets'?"),
            ("/rest/people/1", "'1' is not a valid UUID"),
            ("/rest/people/00000000-0000-0000-0000-000000000000", "'00000000-0000-0000-0000-000000000000' is not a valid UUID"),
            ("/rest/people/00000000-0000-7000-8000-000000000000", "'00000000-0000-7000-8000-000000000000' is not a valid UUID"),
            ("/rest/people/00000000-0000-4000-c000-000000000000", "'00000000-0000-4000-c000-000000000000' is not a valid UUID"),
            ("/rest/people/00000000000040008000000000000000", "'00000000000040008000000000000000' is not a valid UUID"),
            ("/rest/people/Duplicates", "'Duplicates' is not a valid UUID"),
            ("/rest/people/groupby", "'groupby' is not a valid UUID"),
        ])
    func pathsThatLeadNowhereAreNamed(method: String, place: (path: String, message: String)) async throws {
        let body: JSONValue? = method.hasPrefix("P") ? [:] : nil
        let reply = try await Specimen.shared.call(method, place.path + (method == "DELETE" ? "?filter=x" : ""), body)
        #expect(reply.status == 400)
        #expect(reply.text == RefusalTests.Refusal("GET", "", bad: place.message).answer)
    }
}
