import Contracts
import TestSupport
import Testing

/// Every place in which a request can name a field, as a role meets it to which the field is closed.
@Suite struct RoleFieldTests {
    /// People's jobs, their companies and companies' names are closed to reading; people's pictures to writing.
    private static func narrowed() async throws -> (team: Team, id: String) {
        let team = try await Team.make()
        let company = try await team.owner.create("companies", ["name": "Secret"])
        let person = try await team.owner.create(
            "people", ["jobTitle": "Confidant", "companyId": company["id"], "emails": ["primaryEmail": "spy@example.com"]])
        try await team.narrow(
            .everyRight,
            fields: [
                ["object": "people", "field": "jobTitle", "can_read": false],
                ["object": "people", "field": "emails", "can_read": false],
                ["object": "people", "field": "avatarUrl", "can_update": false],
                ["object": "companies", "field": "name", "can_read": false],
            ])
        return (team, person["id"].string)
    }

    private static func query(_ name: String, _ value: String) -> String { "\(name)=\(RecordCaller.escaped(value))" }

    private static func groupBy(_ more: (String, String)...) -> String {
        let byDay = ("group_by", #"[{"createdAt":{"granularity":"DAY","timeZone":"UTC"}}]"#)
        let given = more.contains { $0.0 == "group_by" } ? more : [byDay] + more
        return "/people/groupBy?" + given.map { query($0.0, $0.1) }.joined(separator: "&")
    }

    /// Requests that name a field which the role may not read, the field, and its object.
    static let readings: [(method: String, path: String, field: String, object: String)] =
        [
            ("GET", "/people?" + query("filter", "jobTitle[eq]:x"), "jobTitle", "person"),
            ("GET", "/people?" + query("filter", "and(or(id[is]:NOT_NULL,not(jobTitle[eq]:x)))"), "jobTitle", "person"),
            ("GET", "/people?" + query("filter", "company.name[like]:S%"), "name", "company"),
            ("GET", "/people?" + query("filter", "emails.primaryEmail[startsWith]:s"), "emails", "person"),
            ("GET", "/people?order_by=jobTitle", "jobTitle", "person"),
            ("GET", "/people?order_by=company.name", "name", "company"),
            ("GET", groupBy(("group_by", #"[{"jobTitle":true}]"#)), "jobTitle", "person"),
            ("GET", groupBy(("group_by", #"[{"emails":{"primaryEmail":true}}]"#)), "emails", "person"),
            ("GET", groupBy(("group_by", #"[{"company":{"name":true}}]"#)), "name", "company"),
            ("GET", groupBy(("aggregate", #"["countNotEmptyJobTitle"]"#)), "jobTitle", "person"),
            ("GET", groupBy(("order_by", #"[{"aggregate":{"countEmptyJobTitle":"AscNullsLast"}}]"#)), "jobTitle", "person"),
            ("GET", groupBy(("filter", "jobTitle[eq]:x")), "jobTitle", "person"),
            (
                "GET", groupBy(("include_records_sample", "true"), ("order_by_for_records", "jobTitle")), "jobTitle", "person"
            ),
        ]
        + [
            ("PATCH", "/people?"), ("PUT", "/people?"), ("DELETE", "/people?"), ("DELETE", "/people?soft_delete=true&"),
            ("PATCH", "/restore/people?"), ("PATCH", "/people/restore?"),
        ].map { ($0.0, $0.1 + query("filter", "jobTitle[eq]:Confidant"), "jobTitle", "person") }

    @Test func aFieldThatMayNotBeReadIsNamedNowhere() async throws {
        let (team, id) = try await Self.narrowed()
        for (method, path, field, object) in Self.readings {
            let body: JSONValue? = ["PATCH", "PUT"].contains(method) && !path.contains("restore") ? [:] : nil
            let reply = try await team.member(method, "/rest\(path)", body)
            #expect(reply.text == Self.refusal("read", field, object), "\(method) \(path)")
        }
        #expect(try await team.owner("GET", "/rest/people/\(id)").json["data"]["person"]["jobTitle"] == "Confidant")
    }

    @Test func aFieldThatMayNotBeReadIsInNoAnswer() async throws {
        let (team, id) = try await Self.narrowed()
        let merge: JSONValue = [
            "ids": [.string(id), try await team.owner.create("people", [:])["id"]], "conflictPriorityIndex": 0,
        ]
        let requests: [(String, String, JSONValue?)] = [
            ("GET", "/people", nil), ("GET", "/people/\(id)?depth=1", nil), ("GET", "/companies?depth=1", nil),
            ("GET", Self.groupBy(("include_records_sample", "true")), nil), ("PATCH", "/people/\(id)", ["position": 4]),
            ("POST", "/people/duplicates?depth=1", ["data": [["name": ["firstName": "Ada", "lastName": "Byron"]]]]),
            ("POST", "/people?upsert=true", ["id": .string(id), "position": 5]),
            ("PATCH", "/people?" + Self.query("filter", "id[eq]:\(id)"), ["position": 6]),
            ("PATCH", "/people/merge?depth=1", merge), ("PATCH", "/people/\(id)/restore?depth=1", nil),
            ("PATCH", "/restore/people", nil), ("GET", "/noteTargets?depth=1", nil),
        ]
        for (method, path, body) in requests {
            let reply = try await team.member(method, "/rest\(path)", body)
            #expect(reply.status < 300, "\(method) \(path) \(reply.text)")
            for word in ["Confidant", "Secret", "spy@example.com", "jobTitle"] {
                #expect(!reply.text.contains(word), "\(method) \(path) tells \(word)")
            }
        }
    }

    /// Bodies that write a closed field.
    static let writings: [(method: String, path: String, body: JSONValue, field: String)] = [
        ("POST", "/people", ["avatarUrl": "x"], "avatarUrl"), ("POST", "/batch/people", [[:], ["avatarUrl": "x"]], "avatarUrl"),
        ("POST", "/people?upsert=true", ["avatarUrl": "x"], "avatarUrl"),
        ("POST", "/batch/people?upsert=true", [["jobTitle": "x"]], "jobTitle"),
        ("PATCH", "/people/ID", ["avatarUrl": nil], "avatarUrl"),
        ("PUT", "/people/ID", ["jobTitle": "x"], "jobTitle"),
        ("PATCH", "/people?" + query("filter", "id[is]:NOT_NULL"), ["avatarUrl": "x"], "avatarUrl"),
        ("PUT", "/people?" + query("filter", "id[is]:NOT_NULL"), ["emails": nil], "emails"),
    ]

    @Test func aFieldThatMayNotBeWrittenIsWrittenNowhere() async throws {
        let (team, id) = try await Self.narrowed()
        let before = try await team.owner("GET", "/rest/people").json
        for (method, path, body, field) in Self.writings {
            let reply = try await team.member(method, "/rest" + path.replacing("ID", with: id), body)
            #expect(reply.text == Self.refusal("update", field, "person"), "\(method) \(path)")
        }
        #expect(try await team.owner("GET", "/rest/people").json == before)
    }

    /// A merge that would change the field is a way to write it.
    @Test func aMergeWritesNoClosedField() async throws {
        let (team, id) = try await Self.narrowed()
        let other = try await team.owner.create("people", ["avatarUrl": "https://a.example"])["id"]
        let merge: JSONValue = ["ids": [.string(id), other], "conflictPriorityIndex": 0]
        let reply = try await team.member("PATCH", "/rest/people/merge", merge)
        #expect(reply.text == Self.refusal("update", "avatarUrl", "person"))
        #expect(try await team.owner("GET", "/rest/people/\(other.string)").status == 200)
    }

    /// A criterion that would tell of a hidden field finds nothing.
    @Test func duplicatesAreNotFoundByWhatIsHidden() async throws {
        let (team, _) = try await Self.narrowed()
        let body: JSONValue = ["data": [["emails": ["primaryEmail": "spy@example.com"]]]]
        #expect(try await team.owner("POST", "/rest/people/duplicates", body).json["data"][0]["totalCount"] == 1)
        #expect(try await team.member("POST", "/rest/people/duplicates", body).json["data"][0]["totalCount"] == 0)
    }

    private static func refusal(_ operation: String, _ field: String, _ object: String) -> String {
        RefusalTests.Refusal(
            "", "", code: "PERMISSION_DENIED",
            "Entity performing the request does not have permission: no permission to \(operation) field \"\(field)\" on \"\(object)\""
        ).answer
    }
}
