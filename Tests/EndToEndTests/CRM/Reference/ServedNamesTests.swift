import Contracts
import TestSupport
import Testing

/// Which objects and fields there are, and which there are no longer since earlier releases of Twenty.
@Suite struct ServedNamesTests {
    @Test(arguments: [
        "favorites", "favoriteFolders", "webhooks", "apiKeys", "connectedAccounts", "messageChannels", "calendarChannels", "views",
        "roles", "users", "workspaces", "objects", "fields",
    ])
    func objectsOfOtherPlacesAreUnknown(plural: String) async throws {
        let reply = try await RecordCaller.shared("GET", "/rest/\(plural)")
        #expect(reply.text == RefusalTests.Refusal("", "", bad: "object '\(plural)' not found. eg: companies").answer)
    }

    @Test(arguments: [
        ("people", "person", "city"), ("people", "person", "xLink"), ("companies", "company", "employees"),
        ("companies", "company", "xLink"), ("companies", "company", "idealCustomerProfile"),
        ("companies", "company", "annualRecurringRevenue"), ("tasks", "task", "body"), ("notes", "note", "body"),
    ])
    func fieldsOfOtherReleasesAreUnknown(plural: String, singular: String, field: String) async throws {
        let call = try await RecordCaller.shared
        let answer = RefusalTests.Refusal("", "", bad: "Object \(singular) doesn't have any \"\(field)\" field.").answer
        #expect(try await call("POST", "/rest/\(plural)", .object(JSONObject([JSONMember(field, "x")]))).text == answer)
        #expect(try await call("GET", "/rest/\(plural)?filter=\(field)[eq]:x").text == answer)
        let order = try await call("GET", "/rest/\(plural)?order_by=\(field)")
        let message = "Field \"\(field)\" does not exist or is not sortable"
        #expect(order.text == RefusalTests.Refusal("", "", code: "FIELD_NOT_FOUND", message).answer)
    }

    /// The keys of an empty record, in their order: what every object has stands at both ends.
    @Test(arguments: [
        ("people", "name emails linkedinLink jobTitle phones avatarUrl avatarFile companyId"),
        ("companies", "name domainName address linkedinLink annualRevenue accountOwnerId"),
        ("opportunities", "name amount closeDate stage pointOfContactId companyId ownerId"), ("notes", "title bodyV2"),
        ("noteTargets", "noteId targetPersonId targetCompanyId targetOpportunityId"),
        ("tasks", "title bodyV2 dueAt status assigneeId"),
        ("taskTargets", "taskId targetPersonId targetCompanyId targetOpportunityId"),
        (
            "attachments",
            """
            name file fullPath fileCategory targetTaskId targetNoteId targetPersonId targetCompanyId targetOpportunityId \
            targetDashboardId targetWorkflowId
            """
        ),
        (
            "timelineActivities",
            """
            happensAt name properties linkedRecordCachedName linkedRecordId linkedObjectMetadataId workspaceMemberId targetPersonId \
            targetCompanyId targetOpportunityId targetNoteId targetTaskId targetWorkflowId targetWorkflowVersionId targetWorkflowRunId \
            targetDashboardId targetMessageListId targetMessageCampaignId
            """
        ),
        (
            "calendarEvents",
            """
            title isCanceled isFullDay startsAt endsAt externalCreatedAt externalUpdatedAt description location iCalUid \
            conferenceSolution conferenceLink
            """
        ),
        ("messages", "headerMessageId subject text receivedAt messageThreadId messageCampaignId deliveryStatus isDraft"),
    ])
    func recordsHaveTheFieldsOfTheRelease(plural: String, fields: String) async throws {
        let record = try await Self.caller.value.create(plural, [:])
        let expected =
            ["id", "createdAt", "updatedAt", "deletedAt"] + fields.split(separator: " ").map(String.init)
            + ["position", "createdBy", "updatedBy", "searchVector"]
        #expect(record.memberNames == expected)
    }

    @Test func membersHaveTheFieldsOfTheRelease() async throws {
        let member = try await Self.caller.value("GET", "/rest/workspaceMembers").json["data"]["workspaceMembers"][0]
        let own = """
            name colorScheme locale avatarUrl userEmail jobTitle calendarStartDay userId timeZone dateFormat timeFormat numberFormat
            """
        #expect(member.memberNames.dropFirst(4).dropLast(4) == own.split(separator: " ").map(String.init)[...])
        for (field, value) in [
            ("colorScheme", "System"), ("locale", "en"), ("timeZone", "system"), ("dateFormat", "SYSTEM"), ("timeFormat", "SYSTEM"),
            ("numberFormat", "SYSTEM"),
        ] { #expect(member[field].string == value, "\(field)") }
        #expect(member["calendarStartDay"] == 7)
    }

    @Test(
        arguments: [
            ("opportunities", "stage", "NEW"), ("tasks", "status", "TODO"), ("attachments", "fileCategory", "OTHER"),
            ("calendarEvents", "isCanceled", false), ("calendarEvents", "isFullDay", false), ("messages", "isDraft", false),
            ("messages", "deliveryStatus", .null),
        ] as [(String, String, JSONValue)])
    func recordsOfNothingHaveTheDefaults(plural: String, field: String, value: JSONValue) async throws {
        #expect(try await Self.caller.value.create(plural, [:])[field] == value)
    }

    private static let caller = Task { try await RecordCaller.fresh() }
}
