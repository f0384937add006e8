import Contracts
import HTTPTypes
import Testing

@testable import CRMPlugin

/// What all objects of a workspace have in common.
@Suite struct EveryObjectTests {
    private static let workspace = Task { try await CRMWorkspace.make() }

    private static let plurals = [
        "attachments", "blocklists", "calendarChannelEventAssociations", "calendarEventParticipants", "calendarEvents",
        "callRecordings", "companies", "dashboards", "messageCampaigns", "messageChannelMessageAssociationMessageFolders",
        "messageChannelMessageAssociations", "messageListMembers", "messageLists", "messageParticipants", "messageThreads",
        "messages", "noteTargets", "notes", "opportunities", "people", "taskTargets", "tasks", "timelineActivities",
        "workflowAutomatedTriggers", "workflowRuns", "workflowVersions", "workflows", "workspaceMembers",
    ]

    private func lines(_ statement: SQL) async throws -> [String] {
        try await Self.workspace.value.query(statement).map { $0.text(0) ?? "" }
    }

    @Test func objectsAreThoseOfTwenty() async throws {
        #expect(try await lines("SELECT \"namePlural\" FROM core.\"objectMetadata\"").sorted() == Self.plurals)
    }

    @Test func everyObjectHasTheSystemFields() async throws {
        let kinds = try await lines(
            """
            SELECT DISTINCT string_agg(concat_ws(' ', field."name", field."type",
                CASE WHEN NOT field."isNullable" THEN 'NOT NULL' END, field."defaultValue"), ', ' ORDER BY field."ordinal")
            FROM core."fieldMetadata" AS field WHERE field."isSystem" GROUP BY field."objectMetadataId"
            """)
        let actor = #"ACTOR NOT NULL {"name": "'System'", "source": "'MANUAL'"}"#
        #expect(
            kinds == [
                """
                id UUID NOT NULL "uuid", createdAt DATE_TIME NOT NULL "now", updatedAt DATE_TIME NOT NULL "now", \
                deletedAt DATE_TIME, position POSITION NOT NULL 0, createdBy \(actor), updatedBy \(actor), searchVector TS_VECTOR
                """
            ])
    }

    @Test func everyTableHasTheSystemColumns() async throws {
        let kinds = try await lines(
            """
            SELECT DISTINCT string_agg(concat_ws(' ', "column_name", CASE "data_type" WHEN 'USER-DEFINED' THEN 'enum' ELSE "udt_name" END,
                CASE "is_nullable" WHEN 'NO' THEN 'NOT NULL' END, split_part("column_default", '::', 1)), ', ' ORDER BY "column_name" COLLATE "C")
            FROM information_schema.columns
            WHERE "table_schema" = current_schema
                AND "column_name" ~ '^(id|createdAt|updatedAt|deletedAt|position|searchVector|(created|updated)By[A-Z][A-Za-z]+)$'
            GROUP BY "table_name"
            """)
        func actor(_ name: String) -> String {
            """
            \(name)Context jsonb '{}', \(name)Name text NOT NULL 'System', \(name)Source enum NOT NULL 'MANUAL', \
            \(name)WorkspaceMemberId uuid
            """
        }
        #expect(
            kinds == [
                """
                createdAt timestamptz NOT NULL now(), \(actor("createdBy")), deletedAt timestamptz, \
                id uuid NOT NULL uuid_generate_v4(), position float8 NOT NULL 0, searchVector tsvector, \
                updatedAt timestamptz NOT NULL now(), \(actor("updatedBy"))
                """
            ])
    }

    /// Nobody has `{}` and means something by it, but where a record may be made at all, its defaults suffice.
    @Test(arguments: plurals.filter { !["workspaceMembers", "workflowVersions", "workflowRuns"].contains($0) })
    func recordOfDefaultsCanBeMadeAndRead(objects: String) async throws {
        let workspace = try await Self.workspace.value
        let made = try await workspace.send(.post, "/rest/\(objects)", body: "{}")
        #expect(made.status == 201)
        let page = try await workspace.send(.get, "/rest/\(objects)", query: "limit=1")
        #expect(page.status == 200)
    }

    @Test func changeOfAnIndexChangesTheFingerprint() async throws {
        let workspace = try await CRMWorkspace.make()
        let fingerprint: SQL = "SELECT \"schemaFingerprint\" FROM core.\"workspace\""
        let before = try await workspace.query(fingerprint).first?.text(0)
        _ = try await workspace.query("UPDATE core.\"indexMetadata\" SET \"isUnique\" = true WHERE \"name\" LIKE 'IDX_ae09%'")
        #expect(try await workspace.query(fingerprint).first?.text(0) != before)
    }
}
