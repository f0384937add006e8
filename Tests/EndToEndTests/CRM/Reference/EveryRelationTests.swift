import Contracts
import TestSupport
import Testing

/// Every many-to-one relation of the main objects, legs of polymorphic links among them: how it is written, read, asked for from both
/// sides, and what becomes of the record when its target is destroyed.
@Suite struct EveryRelationTests {
    /// `people company → companies people SET NULL`: object, relation, target, the target's name for it, and the foreign key's action.
    struct Relation: Sendable, CustomTestStringConvertible {
        let object: String
        let name: String
        let target: String
        let inverse: String
        let isCascading: Bool

        var testDescription: String { "\(object).\(name)" }
        var column: String { name + "Id" }

        init(_ line: Substring) {
            let words = line.split(separator: " ").map(String.init)
            (object, name, target, inverse) = (words[0], words[1], words[3], words[4])
            isCascading = words[5] == "CASCADE"
        }
    }

    static let toRecords = relations(
        """
        people company → companies people SET NULL
        opportunities pointOfContact → people pointOfContactForOpportunities SET NULL
        opportunities company → companies opportunities SET NULL
        noteTargets note → notes noteTargets CASCADE
        noteTargets targetPerson → people noteTargets CASCADE
        noteTargets targetCompany → companies noteTargets CASCADE
        noteTargets targetOpportunity → opportunities noteTargets CASCADE
        taskTargets task → tasks taskTargets CASCADE
        taskTargets targetPerson → people taskTargets CASCADE
        taskTargets targetCompany → companies taskTargets CASCADE
        taskTargets targetOpportunity → opportunities taskTargets CASCADE
        attachments targetTask → tasks attachments SET NULL
        attachments targetNote → notes attachments SET NULL
        attachments targetPerson → people attachments CASCADE
        attachments targetCompany → companies attachments CASCADE
        attachments targetOpportunity → opportunities attachments CASCADE
        attachments targetDashboard → dashboards attachments CASCADE
        attachments targetWorkflow → workflows attachments CASCADE
        timelineActivities targetPerson → people timelineActivities CASCADE
        timelineActivities targetCompany → companies timelineActivities CASCADE
        timelineActivities targetOpportunity → opportunities timelineActivities SET NULL
        timelineActivities targetNote → notes timelineActivities SET NULL
        timelineActivities targetTask → tasks timelineActivities SET NULL
        timelineActivities targetWorkflow → workflows timelineActivities CASCADE
        timelineActivities targetDashboard → dashboards timelineActivities SET NULL
        timelineActivities targetMessageList → messageLists timelineActivities SET NULL
        timelineActivities targetMessageCampaign → messageCampaigns timelineActivities SET NULL
        messages messageThread → messageThreads messages CASCADE
        messages messageCampaign → messageCampaigns messages SET NULL
        calendarEventParticipants calendarEvent → calendarEvents calendarEventParticipants CASCADE
        messageParticipants message → messages messageParticipants CASCADE
        """)

    /// Members come and go elsewhere.
    static let toMembers = relations(
        """
        companies accountOwner → workspaceMembers accountOwnerForCompanies SET NULL
        opportunities owner → workspaceMembers ownedOpportunities SET NULL
        tasks assignee → workspaceMembers assignedTasks SET NULL
        timelineActivities workspaceMember → workspaceMembers timelineActivities CASCADE
        """)

    /// No caller makes these: the program that runs workflows does.
    static let toWorkflows = relations(
        """
        timelineActivities targetWorkflowVersion → workflowVersions timelineActivities CASCADE
        timelineActivities targetWorkflowRun → workflowRuns timelineActivities CASCADE
        """)

    static let all = toRecords + toMembers + toWorkflows

    private static let scene = Task { try await RelationScene.make() }

    @Test(arguments: all)
    func itIsWrittenAndRead(relation: Relation) async throws {
        let (call, target) = try await Self.scene.value.target(of: relation)
        let made = try await call.create(relation.object, Self.body(relation.column, target["id"]))
        #expect(made[relation.column] == target["id"])
        #expect(!made.memberNames.contains(relation.name))
        let deep = try await read(call, relation.object, made["id"], "depth=1")
        #expect(deep[relation.name]["id"] == target["id"])
        #expect(deep[relation.name].memberNames == target.memberNames)
        let inverse = try await read(call, relation.target, target["id"], "depth=1&fields=\(relation.inverse)")
        #expect(inverse[relation.inverse].elements.contains(made))
        let some = try await read(call, relation.object, made["id"], "fields=\(relation.name)")
        #expect(Set(some.memberNames) == ["id", relation.column])
    }

    @Test(arguments: all)
    func itIsConnectedAndLetGoOfByName(relation: Relation) async throws {
        let (call, record) = try await Self.scene.value.target(of: relation)
        let target = record["id"]
        let made = try await call.create(relation.object, Self.body(relation.name, ["connect": ["where": ["id": target]]]))
        #expect(made[relation.column] == target)
        let path = "/rest/\(relation.object)/\(made["id"].string)"
        let (connected, freed): (JSONValue, JSONValue) = (["connect": ["where": ["id": target]]], ["disconnect": true])
        let steps: [(String, JSONValue, JSONValue)] = [
            (relation.name, freed, .null), (relation.column, target, target), (relation.column, .null, .null),
            (relation.name, connected, target),
        ]
        for (key, value, expected) in steps {
            let reply = try await call("PATCH", path, Self.body(key, value))
            #expect(reply.json["data"].memberNames.first.map { reply.json["data"][$0][relation.column] } == expected)
        }
    }

    @Test(arguments: all)
    func recordsAreFoundAndOrderedThroughIt(relation: Relation) async throws {
        let (call, record) = try await Self.scene.value.target(of: relation)
        let target = record["id"].string
        let made = try await call.create(relation.object, Self.body(relation.column, .string(target)))["id"].string
        let bare = try await call.create(relation.object, [:])["id"].string
        let both = "id[in]:[\(made),\(bare)]"
        for (filter, ids) in [
            ("\(relation.column)[eq]:\(target),\(both)", [made]), ("\(relation.column)[in]:[\(target)],\(both)", [made]),
            ("\(relation.column)[is]:NULL,\(both)", [bare]), ("\(relation.name).id[eq]:\(target),\(both)", [made]),
            ("\(relation.name).createdAt[is]:NOT_NULL,\(both)", [made]),
            ("\(relation.name).createdBy.name[is]:NULL,\(both)", [bare]),
        ] {
            #expect(try await call.ids(relation.object, "?filter=\(RecordCaller.escaped(filter))") == ids, "\(filter)")
        }
        for (order, ids) in [
            ("\(relation.name).createdAt[AscNullsFirst]", [bare, made]), ("\(relation.name).id[DescNullsLast]", [made, bare]),
            ("\(relation.column)[AscNullsLast]", [made, bare]), ("\(relation.name).createdBy.name", [bare, made]),
        ] {
            let query = "?filter=\(RecordCaller.escaped(both))&order_by=\(RecordCaller.escaped(order))"
            #expect(try await call.ids(relation.object, query) == ids, "\(order)")
        }
    }

    @Test(arguments: all)
    func itAloneIsNeitherComparedNorOrdered(relation: Relation) async throws {
        let call = try await Self.scene.value.call
        let target =
            try await call("GET", "/rest/metadata/objects").json["data"].elements
            .first { $0["namePlural"].string == relation.target }?["nameSingular"].string ?? ""
        let filter = try await call("GET", "/rest/\(relation.object)?filter=\(relation.name)[in]:[x]")
        #expect(filter.text == RefusalTests.Refusal("", "", bad: "Object \(target) doesn't have any \"in\" field.").answer)
        let order = try await call("GET", "/rest/\(relation.object)?order_by=\(relation.name)")
        #expect(order.status == 400)
        #expect(order.json["code"] == "INVALID_QUERY_INPUT")
        let inverse = try await call("GET", "/rest/\(relation.target)?filter=\(relation.inverse)[is]:NULL")
        #expect(inverse.text == RefusalTests.Refusal("", "", bad: "Cannot filter by relation field \"\(relation.inverse)\"").answer)
    }

    /// Softly deleted the target reads as none at depth 1, and is there again when it is restored.
    @Test(arguments: toRecords + toWorkflows)
    func theTargetGoesAndComesBack(relation: Relation) async throws {
        let scene = try await Self.scene.value
        let (call, record) = try await scene.target(of: relation)
        let target = record["id"]
        let made = try await call.create(relation.object, Self.body(relation.column, target))["id"]
        try await scene.hide(target, of: relation)
        let isFollowing = ["noteTargets note", "taskTargets task"].contains("\(relation.object) \(relation.name)")
        if !isFollowing {
            let deep = try await read(call, relation.object, made, "depth=1")
            #expect(deep[relation.name] == .null && deep[relation.column] == .null)
            #expect(try await read(call, relation.object, made, "depth=0")[relation.column] == target)
        }
        try await scene.restore(target, of: relation)
        #expect(try await read(call, relation.object, made, "depth=1")[relation.name]["id"] == target)
        try await scene.destroy(target, of: relation)
        let left = try await call("GET", "/rest/\(relation.object)/\(made.string)")
        #expect(left.status == (relation.isCascading ? 404 : 200))
        if !relation.isCascading { #expect(try await read(call, relation.object, made, "")[relation.column] == .null) }
    }

    private static func relations(_ table: String) -> [Relation] { table.split(separator: "\n").map(Relation.init) }

    private static func body(_ key: String, _ value: JSONValue) -> JSONValue { .object(JSONObject([JSONMember(key, value)])) }

    private func read(_ call: RecordCaller, _ objects: String, _ id: JSONValue, _ query: String) async throws -> JSONValue {
        let reply = try await call("GET", "/rest/\(objects)/\(id.string)?\(query)")
        guard reply.status == 200, let key = reply.json["data"].memberNames.first else { throw UnexpectedReply(reply) }
        return reply.json["data"][key]
    }
}
