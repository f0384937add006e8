import Contracts
import TestSupport
import Testing

/// Every route to records, as a role that lacks one right meets it.
@Suite struct RoleRouteTests {
    enum Right: String, CaseIterable {
        case read, update
        case softDelete = "soft_delete"
        case destroy
    }

    struct Access: Sendable, CustomTestStringConvertible {
        let method: String
        /// `ID` stands for a record's id, `TWIN` for that of another one that can be merged with it.
        let path: String
        let body: JSONValue?
        /// Without one of these the request is refused.
        let needs: Set<Right>

        init(_ method: String, _ path: String, _ needs: Set<Right>, _ body: JSONValue? = nil) {
            (self.method, self.path, self.body, self.needs) = (method, path, body, needs)
        }

        var testDescription: String { "\(method) \(path)" }
    }

    private static let filter = "filter=" + RecordCaller.escaped("name[eq]:Acme")

    static let accesses = [
        Access("GET", "/companies", [.read]), Access("GET", "/companies/ID", [.read]),
        Access("GET", "/companies/groupBy?group_by=" + RecordCaller.escaped(#"[{"name":true}]"#), [.read]),
        Access("POST", "/companies/duplicates", [.read], ["data": [["name": "Acme"]]]),
        Access("POST", "/companies", [.read, .update], [:]), Access("POST", "/batch/companies", [.read, .update], [[:]]),
        Access("POST", "/companies?upsert=true", [.read, .update], [:]),
        Access("POST", "/batch/companies?upsert=true", [.read, .update], [[:]]),
        Access("PATCH", "/companies/ID", [.read, .update], [:]), Access("PUT", "/companies/ID", [.read, .update], [:]),
        Access("PATCH", "/companies?\(filter)", [.read, .update], [:]),
        Access("PUT", "/companies?\(filter)", [.read, .update], [:]),
        Access("DELETE", "/companies/ID?soft_delete=true", [.read, .softDelete]),
        Access("DELETE", "/companies?soft_delete=true&\(filter)", [.read, .softDelete]),
        Access("PATCH", "/restore/companies/ID", [.read, .softDelete]),
        Access("PATCH", "/companies/ID/restore", [.read, .softDelete]),
        Access("PATCH", "/restore/companies?\(filter)", [.read, .softDelete]),
        Access("PATCH", "/companies/restore?\(filter)", [.read, .softDelete]),
        Access(
            "PATCH", "/companies/merge", [.read, .update, .destroy],
            ["ids": ["ID", "TWIN"], "conflictPriorityIndex": 0, "dryRun": true]),
        Access("DELETE", "/companies/ID", [.read, .destroy]), Access("DELETE", "/companies?\(filter)", [.read, .destroy]),
    ]

    /// Each request is made with every right, and without each of the four, of the object itself and of all objects.
    @Test(arguments: Right.allCases, [true, false])
    func aRightIsNeededWhereItIsUsed(missing: Right, ofTheObject: Bool) async throws {
        let team = try await Team.make()
        let lost = JSONObject([JSONMember("object", "companies"), JSONMember("can_\(missing.rawValue)", false)])
        var rights = JSONObject.everyRight
        if !ofTheObject { rights["can_\(missing.rawValue)_all_object_records"] = false }
        // Who may not read may do nothing else either, which has to be said of all objects.
        if !ofTheObject, missing == .read { rights = JSONObject([]) }
        try await team.narrow(rights, objects: ofTheObject ? [.object(lost)] : [])
        for access in Self.accesses {
            let reply = try await Self.call(access, as: team.member, of: team.owner)
            if access.needs.contains(missing) {
                #expect(reply.text == Self.refusal, "\(access)")
            } else {
                #expect(reply.status < 300, "\(access) \(reply.text)")
            }
        }
    }

    @Test func everyRouteIsOpenToWhoHasEveryRight() async throws {
        let team = try await Team.make()
        try await team.narrow(.everyRight)
        for access in Self.accesses {
            #expect(try await Self.call(access, as: team.member, of: team.owner).status < 300, "\(access)")
        }
    }

    private static let refusal = RefusalTests.Refusal(
        "", "", code: "PERMISSION_DENIED", "Entity performing the request does not have permission"
    ).answer

    /// Makes the records that the request is about, then the request.
    private static func call(_ access: Access, as member: RecordCaller, of owner: RecordCaller) async throws -> ProductAPI.Reply {
        let id = try await owner.create("companies", ["name": "Acme"])["id"].string
        let twin = try await owner.create("companies", ["name": "Acme"])["id"].string
        var body = access.body
        if let text = body.map({ String(decoding: JSONWriter.encode($0), as: UTF8.self) }), text.contains("\"ID\"") {
            let filled = text.replacing("\"ID\"", with: "\"\(id)\"").replacing("\"TWIN\"", with: "\"\(twin)\"")
            body = try JSONParser.parse(Array(filled.utf8))
        }
        return try await member(access.method, "/rest" + access.path.replacing("ID", with: id), body)
    }
}
