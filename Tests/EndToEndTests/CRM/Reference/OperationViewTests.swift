import Contracts
import TestSupport
import Testing

/// `depth` and `fields` on every operation that answers with records.
@Suite struct OperationViewTests {
    /// A request that answers with one or more people of the company Airbnb, each time it is sent.
    struct Operation: Sendable, CustomTestStringConvertible {
        let method: String
        let path: String
        let key: String
        var body: JSONValue?

        init(_ method: String, _ path: String, _ key: String, _ body: JSONValue? = nil) {
            (self.method, self.path, self.key, self.body) = (method, path, key, body)
        }

        var testDescription: String { "\(method) \(path)" }

        func callAsFunction(_ stage: Stage, _ query: String = "") async throws -> ProductAPI.Reply {
            let path = path.replacing("ID", with: stage.person)
            return try await stage.call(method, path + (query.isEmpty ? "" : (path.contains("?") ? "&" : "?") + query), body(stage))
        }

        /// The body with the company and the person of the stage in it.
        private func body(_ stage: Stage) -> JSONValue? {
            guard let body else { return nil }
            let text = String(decoding: JSONWriter.encode(body), as: UTF8.self)
            return try? JSONParser.parse(
                Array(text.replacing("COMPANY", with: stage.company).replacing("PERSON", with: stage.person).utf8))
        }

        /// The records of an answer.
        func records(_ reply: ProductAPI.Reply) -> [JSONValue] {
            let data = reply.json["data"]
            if key == "personDuplicates" { return data.elements.flatMap { $0[key].elements } }
            if case .array(let records) = data[key] { return records }
            return [data[key]]
        }
    }

    struct Stage: Sendable {
        let call: RecordCaller
        let company: String
        let person: String

        static let shared = Task { try await make() }

        /// The person, and how many there are.
        var state: [JSONValue] {
            get async throws {
                [
                    try await call("GET", "/rest/people/\(person)").json,
                    try await call("GET", "/rest/people?limit=0").json["totalCount"],
                ]
            }
        }

        private static func make() async throws -> Stage {
            let call = try await RecordCaller.fresh()
            let company = try await call.create("companies", ["name": "Engines"])["id"]
            let person = try await call.create(
                "people", ["companyId": company, "name": ["firstName": "Augusta", "lastName": "King"]])
            let twin = try await call.create(
                "people", ["companyId": company, "name": ["firstName": "Augusta", "lastName": "King"]])
            let note = try await call.create("notes", ["title": "Met"])
            for each in [person, twin] {
                _ = try await call.create("noteTargets", ["noteId": note["id"], "targetPersonId": each["id"]])
            }
            return Stage(call: call, company: company.string, person: person["id"].string)
        }
    }

    private static let filter = "filter=id[eq]:ID"
    private static let person: JSONValue = ["companyId": "COMPANY"]

    static let reading = [
        Operation("GET", "/rest/people?\(filter)", "people"), Operation("GET", "/rest/people/ID", "person"),
        Operation("POST", "/rest/people/duplicates", "personDuplicates", ["ids": ["PERSON"]]),
    ]

    static let writing = [
        Operation("POST", "/rest/people", "createPerson", person),
        Operation("POST", "/rest/batch/people", "createPeople", [person, person]),
        Operation("POST", "/rest/people?upsert=true", "createPerson", ["id": "PERSON", "companyId": "COMPANY"]),
        Operation("POST", "/rest/batch/people?upsert=true", "createPeople", [["id": "PERSON"], person]),
        Operation("PATCH", "/rest/people/ID", "updatePerson", person), Operation("PUT", "/rest/people/ID", "updatePerson", person),
        Operation("PATCH", "/rest/people?\(filter)", "updatePeople", person),
        Operation("PUT", "/rest/people?\(filter)", "updatePeople", person),
        Operation("PATCH", "/rest/restore/people/ID", "restorePerson"),
        Operation("PATCH", "/rest/people/ID/restore", "restorePerson"),
        Operation("PATCH", "/rest/restore/people?\(filter)", "restorePeople"),
        Operation("PATCH", "/rest/people/restore?\(filter)", "restorePeople"),
    ]

    @Test(arguments: reading + writing)
    func depthOneAddsTheRelations(operation: Operation) async throws {
        let stage = try await Stage.shared.value
        for depth in ["", "depth=", "depth=0"] {
            for record in operation.records(try await operation(stage, depth)) {
                #expect(record["companyId"].string == stage.company)
                #expect(!record.memberNames.contains("company") && !record.memberNames.contains("noteTargets"))
            }
        }
        let reply = try await operation(stage, "depth=1")
        #expect([200, 201].contains(reply.status), "\(reply.text)")
        #expect(!operation.records(reply).isEmpty)
        for record in operation.records(reply) {
            #expect(record["companyId"].string == stage.company)
            #expect(record["company"]["name"] == "Engines")
            #expect(!record["company"].memberNames.contains("people"))
            #expect(record["noteTargets"].elements.count == (record["name"]["lastName"] == "King" ? 1 : 0))
            #expect(record["pointOfContactForOpportunities"] == [])
        }
    }

    @Test(
        arguments: reading + writing,
        [
            ("fields=name", ["id", "name"]), ("fields=company,jobTitle", ["id", "jobTitle", "companyId"]),
            ("fields=id", ["id"]), ("fields=name&fields=%20position%20,name", ["id", "name", "position"]),
            ("fields=company&depth=1", ["id", "companyId", "company"]),
            ("fields=noteTargets,company,name&depth=1", ["id", "name", "companyId", "company", "noteTargets"]),
            ("fields=name&depth=1", ["id", "name"]),
        ])
    func fieldsNarrowTheAnswer(operation: Operation, view: (query: String, keys: [String])) async throws {
        let reply = try await operation(try await Stage.shared.value, view.query)
        #expect([200, 201].contains(reply.status), "\(reply.text)")
        #expect(!operation.records(reply).isEmpty)
        for record in operation.records(reply) { #expect(Set(record.memberNames) == Set(view.keys)) }
    }

    @Test(
        arguments: reading + writing,
        [
            ("depth=2", "'depth=2' parameter invalid. Allowed values are 0, 1"),
            ("fields=", "'fields' parameter is empty. Name at least one field, eg: fields=id,createdAt"),
            ("fields=nope,name", "'fields' parameter invalid. Object person has no readable field: nope"),
            ("fields=companyId", "'fields' parameter invalid. Object person has no readable field: companyId"),
            ("fields=company.name&depth=1", "'fields' parameter invalid. Object person has no readable field: company.name"),
            (
                "fields=noteTargets",
                "'fields' parameter invalid. One-to-many relations need a positive depth (depth=1): noteTargets"
            ),
        ])
    func badViewsAreRefusedBeforeAnythingIsDone(operation: Operation, view: (query: String, message: String)) async throws {
        let stage = try await Stage.shared.value
        let before = try await stage.state
        let reply = try await operation(stage, view.query)
        #expect(reply.status == 400)
        #expect(reply.text == RefusalTests.Refusal("GET", "", bad: view.message).answer)
        #expect(try await stage.state == before)
    }

    /// Neither is there anything to look deeper into, nor to choose from.
    @Test(arguments: ["depth=2", "fields=nope", "depth=1&fields=noteTargets"])
    func deletionsHaveNoView(query: String) async throws {
        let stage = try await Stage.shared.value
        for kind in ["&soft_delete=true", ""] {
            let id = try await stage.call.create("people", [:])["id"].string
            let reply = try await stage.call("DELETE", "/rest/people/\(id)?\(query)\(kind)")
            #expect(reply.text == #"{"data":{"deletePerson":{"id":"\#(id)"}}}"#)
        }
    }
}
