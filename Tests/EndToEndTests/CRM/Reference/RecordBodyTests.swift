import Contracts
import TestSupport
import Testing

/// Bodies that are none, and what is said of them.
@Suite struct RecordBodyTests {
    private func send(_ method: String, _ path: String, type: String?, _ body: String?) async throws -> ProductAPI.Reply {
        let call = try await RecordCaller.shared
        var headers = [("Authorization", "Bearer \(call.token)")]
        if let type { headers.append(("Content-Type", type)) }
        let answer = try await call.api.client.send(method, path, headers: headers, body: body.map { Array($0.utf8) })
        return ProductAPI.Reply(status: answer.status, headers: answer.headers, body: answer.body)
    }

    static let writes = [
        ("POST", "/people"), ("POST", "/batch/people"), ("POST", "/people?upsert=true"),
        ("PATCH", "/people/\(RefusalTests.unknown)"),
        ("PUT", "/people/\(RefusalTests.unknown)"), ("PATCH", "/people"), ("PUT", "/people"), ("POST", "/people/duplicates"),
        ("PATCH", "/people/merge"),
    ]

    @Test(arguments: writes, [nil, "application/json", "text/plain"])
    func aMissingBodyIsAnError(write: (method: String, path: String), type: String?) async throws {
        let reply = try await send(write.method, "/rest" + write.path, type: type, nil)
        #expect(reply.status == 400)
        #expect(reply.json.memberNames == ["statusCode", "error", "messages"])
        #expect(reply.json["error"] == "TypeError")
    }

    @Test(arguments: writes, ["text/plain", "application/x-www-form-urlencoded", "application/xml"])
    func aBodyOfAnotherTypeIsNoBody(write: (method: String, path: String), type: String) async throws {
        let reply = try await send(write.method, "/rest" + write.path, type: type, "{}")
        #expect(reply.status == 400)
        #expect(
            reply.text
                == #"{"statusCode":400,"error":"TypeError","messages":["The body must be sent as application/json."]}"#)
    }

    @Test(arguments: writes, ["{", "{]", #"{"a":1,}"#, "'x'", #"{"a":1,"a":2}"#, "{} {}", "nul"])
    func aBodyThatIsNoJSONIsAnsweredAsTheFrameworkDoes(write: (method: String, path: String), body: String) async throws {
        let reply = try await send(write.method, "/rest" + write.path, type: "application/json", body)
        #expect(reply.status == 400)
        #expect(reply.json.memberNames == ["message", "error", "statusCode"])
        #expect(reply.json["error"] == "Bad Request")
    }

    @Test(arguments: writes, ["1", #""x""#, "null", "true"])
    func aBodyThatIsNoRecordIsRefused(write: (method: String, path: String), body: String) async throws {
        let reply = try await send(write.method, "/rest" + write.path, type: "application/json", body)
        #expect(reply.status == 400)
        #expect(reply.json.memberNames == ["statusCode", "error", "messages"])
    }

    @Test(arguments: writes.filter { !$0.1.hasPrefix("/batch") }, ["[]", "[{}]"])
    func aListIsNoRecord(write: (method: String, path: String), body: String) async throws {
        let reply = try await send(write.method, "/rest" + write.path, type: "application/json", body)
        #expect(reply.status == 400)
        #expect(
            reply.text == #"{"statusCode":400,"error":"BadRequestException","messages":["The body must be a JSON object."]}"#)
    }

    @Test(arguments: ["{}", #"{"name":"x"}"#, "1", "null"])
    func aBatchThatIsNoListIsRefused(body: String) async throws {
        let reply = try await send("POST", "/rest/batch/people", type: "application/json", body)
        #expect(reply.status == 400)
        #expect(
            reply.text
                == #"{"statusCode":400,"error":"TypeError","messages":["The body of a batch must be an array of records"]}"#)
    }

    @Test(arguments: [
        "application/json", "application/json; charset=utf-8", "Application/JSON;charset=UTF-8", "application/vnd.api+json",
    ])
    func bodiesThatAreDeclaredAsJSONAreRead(type: String) async throws {
        let reply = try await send("POST", "/rest/people", type: type, #"{"foo":1}"#)
        #expect(reply.json["messages"] == ["Object person doesn't have any \"foo\" field."])
    }

    @Test func whoIsUnknownIsToldNothingOfTheBody() async throws {
        let reply = try await Product.api.client.send(
            "POST", "/rest/people", headers: [("Content-Type", "application/json")], body: Array("{".utf8))
        #expect(reply.status == 403)
    }
}
