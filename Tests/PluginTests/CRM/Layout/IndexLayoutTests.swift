import Contracts
import Testing

@testable import CRMPlugin

/// Indexes under Twenty's names, so that Twenty finds its own when it opens the database.
@Suite struct IndexLayoutTests {
    private static let workspace = Task { try await CRMWorkspace.make() }

    private func lines(_ statement: SQL) async throws -> [String] {
        try await Self.workspace.value.query(statement).map { $0.text(0) ?? "" }
    }

    private static let documented = [
        "company IDX_2a32339058d0b6910b0834ddf81 unique btree domainNamePrimaryLinkUrl",
        "company IDX_f719a95179070eac397ba18dc70 btree accountOwnerId",
        "company IDX_fb1f4905546cfc6d70a971c76f7 gin searchVector",
        "note IDX_f20de8d7fc74a405e4083051275 gin searchVector",
        "opportunity IDX_4b9feee3298c853326bf6ff8e42 btree companyId",
        "opportunity IDX_9f96d65260c4676faac27cb6bf3 gin searchVector",
        "opportunity IDX_ae112c10e060420923011767b14 btree stage",
        "opportunity IDX_c0ac950d77b75527f654b7f6a06 btree pointOfContactId",
        "person IDX_87914cd3ce963115f8cb943e2ac unique btree emailsPrimaryEmail",
        "person IDX_ae09ff97967369e0644bacc0fce btree companyId",
        "person IDX_bbd7aec1976fc684a0a5e4816c9 gin searchVector",
        "task IDX_b5b4da613fc4d734f65fb1deb6b btree assigneeId",
        "task IDX_d01a000cf26e1225d894dc3d364 gin searchVector",
        "workspaceMember IDX_39954942ffa78c957b5dee47739 unique btree userEmail",
        "workspaceMember IDX_e47451872f70c8f187a6b460ac7 gin searchVector",
    ]

    /// Beside those for the common orders, which are ours.
    @Test func indexesOfTheMainObjectsAreTheDocumentedOnes() async throws {
        let stored = try await lines(
            """
            SELECT concat_ws(' ', "table"."relname", replace(index."relname", 'UNIQUE_', ''),
                CASE WHEN key."indisunique" THEN 'unique' END, method."amname", column_."attname")
            FROM pg_index AS key JOIN pg_class AS index ON index."oid" = key."indexrelid"
            JOIN pg_class AS "table" ON "table"."oid" = key."indrelid"
            JOIN pg_am AS method ON method."oid" = index."relam"
            JOIN pg_attribute AS column_ ON column_."attrelid" = "table"."oid" AND column_."attnum" = key."indkey"[0]
            WHERE "table"."relnamespace" = current_schema::regnamespace AND NOT key."indisprimary"
                AND column_."attname" NOT IN ('position', 'createdAt', 'updatedAt') AND key."indnatts" = 1 AND key."indpred" IS NULL
                AND "table"."relname" IN ('person', 'company', 'opportunity', 'note', 'task', 'workspaceMember')
            """)
        #expect(stored.sorted() == Self.documented)
    }

    @Test(arguments: [
        ("noteTarget", ["noteId", "targetCompanyId", "targetOpportunityId", "targetPersonId"]),
        ("taskTarget", ["targetCompanyId", "targetOpportunityId", "targetPersonId", "taskId"]),
        (
            "attachment",
            ["Company", "Dashboard", "Note", "Opportunity", "Person", "Task", "Workflow"].map { "target\($0)Id" }
        ),
        (
            "timelineActivity",
            [
                "Company", "Dashboard", "Note", "Opportunity", "Person", "Task", "Workflow", "WorkflowRun", "WorkflowVersion",
            ].map { "target\($0)Id" } + ["workspaceMemberId"]
        ),
    ])
    func linksAreIndexedByTheirJoinColumns(object: String, columns: [String]) async throws {
        let stored = try await lines(
            """
            SELECT substring("indexdef" from '\\("(\\w+Id)"\\)$') FROM pg_indexes
            WHERE "tablename" = \(object) AND "indexdef" ~ 'Id"\\)$'
            """)
        #expect(stored.sorted() == columns)
    }

    /// IDX_ and the beginning of the SHA-256 of the table's and the fields' names, a relation's by its join column.
    @Test func everyIndexIsNamedByTheRecipe() async throws {
        let strangers = try await lines(
            """
            SELECT index."name" FROM core."indexMetadata" AS index
            JOIN core."objectMetadata" AS object ON object."id" = index."objectMetadataId"
            WHERE NOT EXISTS (SELECT FROM pg_indexes WHERE "tablename" = object."nameSingular" AND "indexname" = index."name")
            OR index."name" <> concat('IDX_', CASE WHEN index."isUnique" THEN 'UNIQUE_' END, left(encode(sha256(convert_to(
                object."nameSingular" || (
                    SELECT string_agg(COALESCE(field."settings" ->> 'joinColumnName', field."name"), '' ORDER BY place)
                    FROM unnest(index."fieldNames") WITH ORDINALITY AS listed (name, place)
                    JOIN core."fieldMetadata" AS field
                        ON field."objectMetadataId" = object."id" AND field."name" = listed.name
                ), 'UTF8')), 'hex'), 27))
            """)
        #expect(strangers == [])
    }
}
