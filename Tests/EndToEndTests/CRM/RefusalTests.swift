import Contracts
import TestSupport
import Testing

/// The exact body of every refusal that a client of Twenty's may branch on.
@Suite struct RefusalTests {
    /// A request that is refused with 400, and the members of the answer after `statusCode`.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let method: String
        let path: String
        let body: JSONValue?
        let answer: String

        init(_ method: String, _ path: String, _ body: JSONValue? = nil, bad message: String) {
            self.init(method, path, body, error: "BadRequestException", message)
        }

        init(_ method: String, _ path: String, _ body: JSONValue? = nil, code: String, _ message: String) {
            self.init(method, path, body, error: "Error", message, tail: #","code":"\#(code)""#)
        }

        private init(_ method: String, _ path: String, _ body: JSONValue?, error: String, _ message: String, tail: String = "") {
            (self.method, self.path, self.body) = (method, path, body)
            let text = message.replacing("\"", with: "\\\"")
            answer = #"{"statusCode":400,"error":"\#(error)","messages":["\#(text)"]\#(tail)}"#
        }

        var testDescription: String {
            "\(method) \(path) \(body.map { String(decoding: JSONWriter.encode($0), as: UTF8.self) } ?? "")"
        }
    }

    static let unknown = "9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21"
    private static let path =
        "Query path invalid. Valid examples: /rest/companies, /rest/companies/20202020-1c25-4d02-bf25-6aeccf7ea419"

    static let addressing = [
        Refusal("GET", "/peopl", bad: "object 'peopl' not found. eg: companies"),
        Refusal("GET", "/person", bad: "object 'person' not found. Did you mean 'people'?"),
        Refusal("POST", "/company", [:], bad: "object 'company' not found. Did you mean 'companies'?"),
        Refusal("GET", "/people/1", bad: "'1' is not a valid UUID"),
        Refusal(
            "GET", "/people/00000000-0000-0000-0000-000000000000", bad: "'00000000-0000-0000-0000-000000000000' is not a valid UUID"
        ),
        Refusal("DELETE", "/people/x", bad: "'x' is not a valid UUID"),
        Refusal("GET", "/people/duplicates", bad: "'duplicates' is not a valid UUID"),
        Refusal("GET", "/people/merge", bad: "'merge' is not a valid UUID"),
        Refusal("GET", "/people/restore", bad: "'restore' is not a valid UUID"),
        Refusal("DELETE", "/people/restore", bad: "'restore' is not a valid UUID"),
        Refusal("GET", "/batch/people", bad: "'people' is not a valid UUID"),
        Refusal("POST", "/people/restore", [:], bad: path), Refusal("GET", "/people/\(unknown)/restore", bad: path),
        Refusal("PUT", "/people/\(unknown)/restore", [:], bad: path), Refusal("DELETE", "/restore/people/\(unknown)", bad: path),
        Refusal("POST", "/people/merge", [:], bad: path),
        Refusal("PATCH", "/people/groupBy", [:], bad: "'groupBy' is not a valid UUID"),
        Refusal("PATCH", "/restore/person", bad: "object 'person' not found. Did you mean 'people'?"),
        Refusal("POST", "/batch/person", [], bad: "object 'person' not found. Did you mean 'people'?"),
        Refusal("POST", "/people/\(unknown)", [:], bad: path),
    ]

    static let paging = [
        Refusal("GET", "/people?limit=x", bad: "limit 'x' is invalid. Should be an integer"),
        Refusal("GET", "/people?limit=-1", bad: "limit '-1' is invalid. Should be an integer"),
        Refusal("GET", "/people?depth=2", bad: "'depth=2' parameter invalid. Allowed values are 0, 1"),
        Refusal("GET", "/people?starting_after=nonsense", bad: "Invalid cursor: nonsense"),
        Refusal("GET", "/people?ending_before=nonsense", bad: "Invalid cursor: nonsense"),
        Refusal("GET", "/people?starting_after=eyJuYW1lIjoxfQ%3D%3D", code: "INVALID_CURSOR", "Invalid cursor"),
        Refusal("GET", "/people?starting_after=a&ending_before=b", bad: "Cannot provide both before and after"),
    ]

    static let input = [
        Refusal("POST", "/people", ["foo": 1], bad: "Object person doesn't have any \"foo\" field."),
        Refusal("PATCH", "/people/\(unknown)", ["foo": 1], bad: "Object person doesn't have any \"foo\" field."),
        Refusal("POST", "/people", ["jobTitle": 1], bad: "Invalid string value 1 for field \"jobTitle\""),
        Refusal("POST", "/people", ["position": "7"], bad: "Invalid number value '7' for field \"position\""),
        Refusal("POST", "/people", ["companyId": ""], bad: "Invalid UUID value '' for field \"companyId\""),
        Refusal("POST", "/people", ["id": "x"], bad: "'x' is not a valid UUID"),
        Refusal("POST", "/people", ["name": "Ada"], bad: "Invalid FULL_NAME value 'Ada' for field \"name\""),
        Refusal("POST", "/people", ["name": ["middle": "x"]], bad: "Invalid subfield middle for FULL_NAME field \"name\""),
        Refusal("POST", "/people", ["emails": ["primaryEmail": "x"]], bad: "Invalid email value 'x' for field \"emails\""),
        Refusal("POST", "/people", ["company": 1], bad: "Relation \"company\" requires connect or disconnect operation"),
        Refusal(
            "POST", "/people", ["taskTargets": []], bad: "One-to-many relation taskTargets field does not support write operations."
        ),
        Refusal("POST", "/people", ["searchVector": "x"], bad: "Field \"searchVector\" cannot be written"),
        Refusal("POST", "/people", ["emails": ["primaryEmail": "chesky@airbnb.com"]], bad: "A duplicate entry was detected"),
        Refusal(
            "POST", "/companies", ["domainName": ["primaryLinkUrl": "https://Figma.com/"]], bad: "A duplicate entry was detected"),
        Refusal(
            "POST", "/people", ["linkedinLink": ["primaryLinkUrl": "no link"]], code: "INVALID_URL",
            "The URL of the link is not valid"),
        Refusal(
            "POST", "/people", ["phones": ["primaryPhoneNumber": "abc"]], code: "INVALID_PHONE_NUMBER",
            "Provided phone number is invalid abc"),
        Refusal(
            "POST", "/opportunities", ["closeDate": "soon"],
            bad: "Invalid date-time value 'soon' for field \"closeDate\". Expected format: YYYY-MM-DDTHH:mm:ssZ"),
        Refusal("POST", "/opportunities", ["amount": ["amountMicros": "x"]], bad: "Invalid number value 'x' for field \"amount\""),
        Refusal(
            "POST", "/opportunities", ["stage": "LOST"],
            bad: "Invalid value \"LOST\" for field \"stage\". Valid values are: NEW, SCREENING, MEETING, PROPOSAL, CUSTOMER"),
        Refusal(
            "POST", "/people", ["companyId": .string(unknown)],
            bad: "insert or update on table \"person\" violates foreign key constraint \"FK_ee066ddacfce46c9a7cb90edd1a\""),
    ]

    static let bulkDeletion = [
        Refusal("DELETE", "/people", bad: "Filters are mandatory for bulk destroy operations"),
        Refusal("DELETE", "/people?soft_delete=true", bad: "Filters are mandatory for bulk delete operations"),
    ]

    @Test(arguments: RecordCaller.prefixes, addressing + paging + input + bulkDeletion)
    func itIsToldInTwentysWords(prefix: String, refusal: Refusal) async throws {
        let reply = try await RecordCaller.shared(refusal.method, prefix + refusal.path, refusal.body)
        #expect(reply.status == 400)
        #expect(reply.text == refusal.answer)
    }

    @Test(arguments: ["GET", "PATCH", "PUT", "DELETE"])
    func aRecordThatIsNotThereIsNotFound(method: String) async throws {
        let body: JSONValue? = method.hasPrefix("P") ? [:] : nil
        let reply = try await RecordCaller.shared(method, "/rest/people/\(Self.unknown)", body)
        #expect(reply.status == 404)
        #expect(reply.text == #"{"statusCode":404,"error":"NotFoundException","messages":["Record not found"]}"#)
    }

    @Test(arguments: ["/rest", "/rest/people/\(unknown)/more"])
    func aPathOfAnotherLengthIsRefused(path: String) async throws {
        let reply = try await RecordCaller.shared("GET", path)
        #expect(reply.text == Refusal("GET", path, bad: Self.path).answer)
    }

    @Test func aBodyThatIsNoJSONIsAnsweredAsTheFrameworkDoes() async throws {
        let call = try await RecordCaller.shared
        let headers = [("Authorization", "Bearer \(call.token)"), ("Content-Type", "application/json")]
        let reply = try await call.api.client.send("POST", "/rest/people", headers: headers, body: Array("{\"a\":".utf8))
        #expect(reply.status == 400)
        #expect(reply.text.hasPrefix(#"{"message":"The body is not valid JSON"#))
        #expect(reply.text.hasSuffix(#","error":"Bad Request","statusCode":400}"#))
    }

    @Test func aMethodThatNoRecordHasIsRefused() async throws {
        let call = try await RecordCaller.shared
        let reply = try await call.api.client.send("REPORT", "/rest/people", headers: [("Authorization", "Bearer \(call.token)")])
        #expect(reply.status == 405)
        #expect(reply.headers["allow"]?.contains("PATCH") == true)
    }
}
