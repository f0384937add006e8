import Contracts
import TestSupport
import Testing

/// What is refused when a workspace's description is changed, and in which words.
@Suite struct MetadataRefusalTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        let body: JSONValue
        let message: String
        /// Nil for the framework's own refusals.
        let code: String?

        init(_ body: JSONValue, _ message: String, code: String? = nil) {
            (self.body, self.message, self.code) = (body, message, code)
        }

        var testDescription: String { message }
    }

    private static func object(_ changes: JSONValue) -> JSONValue {
        var body = JSONObject([
            JSONMember("nameSingular", "rocket"), JSONMember("namePlural", "rockets"), JSONMember("labelSingular", "Rocket"),
            JSONMember("labelPlural", "Rockets"),
        ])
        if case .object(let changes) = changes { for change in changes.members { body[change.name] = change.value } }
        return .object(body)
    }

    private static let invalidObject = "INVALID_OBJECT_INPUT"
    private static let long = String(repeating: "a", count: 42)

    static let objects =
        [
            Refusal([:], "nameSingular should not be empty"),
            Refusal(object(["labelPlural": ""]), "labelPlural should not be empty"),
            Refusal(object(["nameSingular": 1]), "nameSingular must be a string"),
            Refusal(object(["foo": 1]), "property foo should not exist"),
            Refusal(
                object(["nameSingular": "Rocket"]),
                "Name \"Rocket\" is not valid: must start with lowercase letter and contain only alphanumeric letters",
                code: invalidObject),
            Refusal(
                object(["namePlural": "rock_ets"]),
                "Name \"rock_ets\" is not valid: must start with lowercase letter and contain only alphanumeric letters",
                code: invalidObject),
            Refusal(
                object(["namePlural": "r\"; DROP TABLE person; --"]),
                "Name \"r\"; DROP TABLE person; --\" is not valid: must start with lowercase letter and contain only alphanumeric letters",
                code: invalidObject),
            Refusal(
                object(["namePlural": "rocket"]), "The singular and plural names cannot be the same: \"rocket\"",
                code: invalidObject),
            Refusal(
                object(["nameSingular": .string(long)]), "Name \"\(long)\" exceeds maximum length of 41 characters",
                code: invalidObject),
            Refusal(
                object(["nameSingular": "person"]), "Name \"person\" is not available as it is already used by another object",
                code: "OBJECT_ALREADY_EXISTS"),
            Refusal(
                object(["namePlural": "company"]), "Name \"company\" is not available as it is already used by another object",
                code: "OBJECT_ALREADY_EXISTS"),
            Refusal(
                object(["isLabelSyncedWithName": true, "labelSingular": "Big rocket"]),
                "Name is not synced with label. Expected name: \"bigRocket\", got rocket", code: invalidObject),
            Refusal(object(["isRemote": true]), "Remote objects are not supported", code: invalidObject),
        ]
        + ["metadata", "batch", "restore", "duplicates", "groupBy", "merge"].map {
            Refusal(object(["namePlural": .string($0)]), "The name \"\($0)\" is reserved and cannot be used", code: invalidObject)
        }

    private static let taken = "FIELD_ALREADY_EXISTS"
    private static let invalidField = "INVALID_FIELD_INPUT"

    /// Of fields of `person`; the body's object is filled in.
    static let fields =
        [
            Refusal(["name": "x", "label": "X"], "type should not be empty"),
            Refusal(["type": "TEXT", "name": "x"], "label should not be empty"),
            Refusal(["type": "TEXTS", "name": "x", "label": "X"], "Invalid field type: TEXTS", code: invalidField),
            Refusal(
                ["type": "TS_VECTOR", "name": "x", "label": "X"], "Fields of type TS_VECTOR cannot be created", code: invalidField),
            Refusal(
                ["type": "TEXT", "name": "or", "label": "X"], "The name \"or\" is reserved and cannot be used", code: invalidField),
            Refusal(
                ["type": "SELECT", "name": "x", "label": "X"], "Options are required for field \"x\"", code: invalidField),
            Refusal(
                ["type": "SELECT", "name": "x", "label": "X", "options": [["value": "a'b"]]],
                "Option value \"a'b\" must be in UPPER_CASE, follow snake_case and fit into 63 characters", code: invalidField),
            Refusal(
                ["type": "SELECT", "name": "x", "label": "X", "options": [["value": "A"], ["value": "A"]]],
                "Duplicated option value \"A\"", code: invalidField),
            Refusal(
                ["type": "NUMBER", "name": "x", "label": "X", "defaultValue": "seven"],
                "Invalid default value for field \"x\" of type NUMBER", code: invalidField),
            Refusal(
                ["type": "DATE", "name": "x", "label": "X", "defaultValue": "'soon'"],
                "Invalid default value for field \"x\" of type DATE", code: invalidField),
            Refusal(
                ["type": "RICH_TEXT", "name": "x", "label": "X", "isUnique": true],
                "Unique index cannot be created for field of type RICH_TEXT", code: invalidField),
            Refusal(
                ["type": "RELATION", "name": "x", "label": "X"], "relationCreationPayload is required for relation fields",
                code: invalidField),
            Refusal(
                ["type": "TEXT", "name": "x", "label": "X", "isNullable": false],
                "Field \"x\" is empty in some records and cannot be made not nullable", code: "FIELD_MUTATION_NOT_ALLOWED"),
            Refusal(
                ["type": "TEXT", "name": "x", "label": "X", "isUnique": true, "defaultValue": "'all'"],
                "Field \"x\" has duplicate values and cannot be made unique", code: "FIELD_MUTATION_NOT_ALLOWED"),
        ]
        + ["name", "jobTitle", "company", "companyId", "nameFirstName", "emailsPrimaryEmail", "id"].map { name in
            Refusal(
                ["type": "TEXT", "name": .string(name), "label": "X"],
                "Name \"\(name)\" is not available as it is already used by another field", code: taken)
        }
        + [
            Refusal(
                ["type": "FULL_NAME", "name": "job", "label": "X", "relationCreationPayload": nil, "isUnique": true],
                "Unique index cannot be created for field of type FULL_NAME", code: invalidField)
        ]

    private func expect(_ reply: ProductAPI.Reply, _ refusal: Refusal) {
        #expect(reply.status == 400)
        #expect(reply.json["messages"] == [.string(refusal.message)])
        #expect(reply.json["code"].string == refusal.code ?? "")
        #expect(reply.json["error"].string == (refusal.code == nil ? "BadRequestException" : "Error"))
    }

    @Test(arguments: objects) func badObjectsAreRefused(refusal: Refusal) async throws {
        let call = MetadataCaller(records: try await .shared)
        expect(try await call("POST", "objects", refusal.body), refusal)
    }

    @Test(arguments: fields) func badFieldsAreRefused(refusal: Refusal) async throws {
        let call = MetadataCaller(records: try await .shared)
        guard case .object(var body) = refusal.body else { return }
        body["objectMetadataId"] = try await call.object("person")["id"]
        let reply = try await call("POST", "fields", .object(body))
        expect(reply, refusal)
        #expect(!(try await call.object("person")["fields"].elements).contains { $0["name"] == "x" })
    }

    @Test func standardObjectsAndFieldsStayWhatTheyAre() async throws {
        let call = MetadataCaller(records: try await .shared)
        let person = try await call.object("person")
        let path = "objects/\(person["id"].string)"
        #expect(try await call("DELETE", path + "?delete_data=true").json["code"] == "OBJECT_MUTATION_NOT_ALLOWED")
        #expect(try await call("PATCH", path, ["namePlural": "persons"]).json["code"] == "OBJECT_MUTATION_NOT_ALLOWED")
        for field in person["fields"].elements {
            let path = "fields/\(field["id"].string)"
            for (method, body) in [("DELETE", nil), ("PATCH", ["name": "other"]), ("PATCH", ["isUnique": true])]
                as [(String, JSONValue?)]
            {
                #expect(try await call(method, path, body).json["code"] == "FIELD_MUTATION_NOT_ALLOWED", "\(field["name"])")
            }
        }
        let member = try await call.object("workspaceMember")["id"].string
        #expect(try await call("PATCH", "objects/\(member)", ["isActive": false]).status == 400)
    }

    @Test func aFieldsTypeIsForGood() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let path = "fields/\(try await call.makeField(rocket, "thing", "TEXT")["id"].string)"
        #expect(try await call("PATCH", path, ["type": "NUMBER"]).json["messages"] == ["type cannot be changed"])
        #expect(try await call("PATCH", path, ["type": "TEXT", "label": "Other"]).json["label"] == "Other")
    }

    @Test(arguments: ["GET", "PATCH", "DELETE"], ["objects", "fields"])
    func whatIsNotThereIsNotFound(method: String, collection: String) async throws {
        let call = MetadataCaller(records: try await .shared)
        let body: JSONValue? = method == "PATCH" ? [:] : nil
        let reply = try await call(method, "\(collection)/\(RefusalTests.unknown)", body)
        let name = collection == "objects" ? "Object" : "Field"
        #expect(reply.text == #"{"statusCode":404,"error":"NotFoundException","messages":["\#(name) not found"]}"#)
        #expect(try await call(method, "\(collection)/1", body).json["messages"] == ["'1' is not a valid UUID"])
    }
}
