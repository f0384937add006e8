import Contracts
import TestSupport
import Testing

/// Every route of every object: method, path, status, and the key of the answer.
@Suite struct EveryRouteTests {
    struct Object: Sendable, CustomTestStringConvertible {
        let plural: String
        let singular: String

        var testDescription: String { plural }

        /// `createPerson`
        func key(_ verb: String) -> String { verb + Self.capitalized(singular) }
        /// `createPeople`
        func keyOfMany(_ verb: String) -> String { verb + Self.capitalized(plural) }

        private static func capitalized(_ name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }
    }

    static let open = objects(
        """
        people person, companies company, opportunities opportunity, notes note, noteTargets noteTarget, tasks task,
        taskTargets taskTarget, attachments attachment, timelineActivities timelineActivity, calendarEvents calendarEvent,
        messages message, blocklists blocklist, calendarChannelEventAssociations calendarChannelEventAssociation,
        calendarEventParticipants calendarEventParticipant, callRecordings callRecording, dashboards dashboard,
        messageCampaigns messageCampaign, messageLists messageList, messageListMembers messageListMember,
        messageChannelMessageAssociations messageChannelMessageAssociation,
        messageChannelMessageAssociationMessageFolders messageChannelMessageAssociationMessageFolder,
        messageParticipants messageParticipant, messageThreads messageThread, workflows workflow,
        workflowAutomatedTriggers workflowAutomatedTrigger, specimens specimen
        """)

    /// Those whose records are made elsewhere.
    static let closed = objects("workspaceMembers workspaceMember, workflowRuns workflowRun, workflowVersions workflowVersion")

    private static let specimen = Task { try await Specimen.fresh() }

    @Test(arguments: RecordCaller.prefixes, open)
    func recordsAreMadeReadChangedAndGo(prefix: String, object: Object) async throws {
        let call = try await Self.specimen.value.call
        let walk = Walk(call: call, base: prefix, object: object)
        let record = try await walk.expect("POST", "/\(object.plural)", [:], 201, object.key("create"))
        let id = record["id"].string
        let batch = try await walk.expect("POST", "/batch/\(object.plural)", [[:], [:]], 201, object.keyOfMany("create")).elements
        let filter = "filter=" + RecordCaller.escaped("id[in]:[\(batch.map { $0["id"].string }.joined(separator: ","))]")
        #expect(try await walk.expect("GET", "/\(object.plural)?\(filter)", nil, 200, object.plural).elements.count == 2)
        #expect(try await walk.expect("GET", "/\(object.plural)/\(id)", nil, 200, object.singular) == record)
        for method in ["PATCH", "PUT"] {
            let one = try await walk.expect(method, "/\(object.plural)/\(id)", ["position": 7], 200, object.key("update"))
            #expect(one["position"] == 7)
            let many = try await walk.expect(
                method, "/\(object.plural)?\(filter)", ["position": 8], 200, object.keyOfMany("update"))
            #expect(many.elements.map { $0["position"] } == [8, 8])
        }
        try await walk.hideAndRestore(id, filter)
        let changed = try await walk.expect(
            "POST", "/\(object.plural)?upsert=true", ["id": record["id"], "position": 9], 201, object.key("create"))
        #expect(changed["id"] == record["id"] && changed["position"] == 9)
        _ = try await walk.expect(
            "POST", "/batch/\(object.plural)?upsert=true", [["id": record["id"]]], 201, object.keyOfMany("create"))
        #expect(try await walk.expect("DELETE", "/\(object.plural)/\(id)", nil, 200, object.key("delete")) == ["id": record["id"]])
        let gone = try await walk.expect("DELETE", "/\(object.plural)?\(filter)", nil, 200, object.keyOfMany("delete"))
        #expect(Set(gone.elements.map { $0["id"].string }) == Set(batch.map { $0["id"].string }))
        #expect(try await call("GET", "\(prefix)/\(object.plural)/\(id)").status == 404)
    }

    @Test(arguments: RecordCaller.prefixes, open + closed)
    func recordsAreComparedAndGrouped(prefix: String, object: Object) async throws {
        let call = try await Self.specimen.value.call
        let path = "\(prefix)/\(object.plural)"
        #expect(try await call("POST", path + "/duplicates", ["ids": []]).text == #"{"data":[]}"#)
        let group = RecordCaller.escaped(#"[{"createdAt":{"granularity":"YEAR","timeZone":"UTC"}}]"#)
        let groups = try await call("GET", "\(path)/groupBy?group_by=\(group)&aggregate=%5B%22totalCount%22%5D")
        #expect(groups.status == 200)
        #expect(groups.text.first == "[")
        let merge = try await call("PATCH", path + "/merge", ["ids": [], "conflictPriorityIndex": 0])
        let isMergeable = ["people", "companies"].contains(object.plural)
        #expect(merge.status == 400)
        if isMergeable { #expect(merge.json["messages"] == ["At least 2 record IDs are required for merge"]) }
    }

    @Test(arguments: RecordCaller.prefixes, closed)
    func recordsThatAreMadeElsewhereAreRead(prefix: String, object: Object) async throws {
        let walk = Walk(call: try await Self.specimen.value.call, base: prefix, object: object)
        let records = try await walk.expect("GET", "/\(object.plural)", nil, 200, object.plural)
        guard let first = records.elements.first else { return }
        #expect(try await walk.expect("GET", "/\(object.plural)/\(first["id"].string)", nil, 200, object.singular) == first)
    }

    private static func objects(_ list: String) -> [Object] {
        list.replacing("\n", with: " ").split(separator: ",").map { entry in
            let names = entry.split(separator: " ").map(String.init)
            return Object(plural: names[0], singular: names[1])
        }
    }
}

/// Calls on one object, each of which must have its status and its one key.
private struct Walk {
    let call: RecordCaller
    let base: String
    let object: EveryRouteTests.Object

    /// What stands under the key.
    func expect(_ method: String, _ path: String, _ body: JSONValue?, _ status: Int, _ key: String) async throws -> JSONValue {
        let reply = try await call(method, base + path, body)
        #expect(reply.status == status, "\(method) \(path) \(reply.text)")
        #expect(reply.json["data"].memberNames == [key])
        return reply.json["data"][key]
    }

    /// One record and those of a filter, hidden and restored by both kinds of paths.
    func hideAndRestore(_ id: String, _ filter: String) async throws {
        let plural = object.plural
        for (one, many) in [("/restore/\(plural)/\(id)", "/restore/\(plural)"), ("/\(plural)/\(id)/restore", "/\(plural)/restore")]
        {
            _ = try await expect("DELETE", "/\(plural)/\(id)?soft_delete=true", nil, 200, object.key("delete"))
            #expect(try await call("GET", "\(base)/\(plural)/\(id)").status == 404)
            #expect(try await expect("PATCH", one, nil, 200, object.key("restore"))["deletedAt"] == .null)
            let hidden = try await expect("DELETE", "/\(plural)?soft_delete=true&\(filter)", nil, 200, object.keyOfMany("delete"))
            #expect(hidden.elements.map(\.memberNames) == [["id"], ["id"]])
            #expect(try await expect("GET", "/\(plural)?\(filter)", nil, 200, plural) == [])
            #expect(try await expect("PATCH", "\(many)?\(filter)", nil, 200, object.keyOfMany("restore")).elements.count == 2)
        }
    }
}
