import Contracts
import Foundation
import TestSupport
import Testing

/// What an organization that signs up finds in its database: the layout that Twenty's own server would open.
@Suite struct StoredLayoutTests {
    private static let made = Task {
        let organization = try await Product.api.signUp("Layout")
        let call = RecordCaller(api: try Product.api, token: organization.accessToken)
        _ = try await MetadataCaller(records: call).makeObject("rocket", "rockets")
        return (organization, call, try await StoredWorkspace(of: organization))
    }

    /// `workspace_` and the id's 128 bits as one number in base 36.
    @Test func theSchemaIsNamedForTheWorkspace() async throws {
        let (organization, _, workspace) = try await Self.made.value
        #expect(Self.schemaName("20202020-1c25-4d02-bf25-6aeccf7ea419") == "workspace_1wgvd1injqtife6y4rvfbu3h5")
        #expect(workspace.schema == Self.schemaName(organization.tenantID))
    }

    @Test func tablesBearTheNamesOfObjectsAndCustomOnesAnUnderscore() async throws {
        let (_, call, workspace) = try await Self.made.value
        let objects = try await call("GET", "/rest/metadata/objects").json["data"].elements.map { $0["nameSingular"].string }
        let tables = try workspace.lines("SELECT tablename FROM pg_tables WHERE schemaname = current_schema")
        #expect(Set(tables) == Set(objects.map { $0 == "rocket" ? "_rocket" : $0 }))
    }

    /// One type a column, named for both; PostgreSQL keeps 63 bytes of a name.
    @Test func everyEnumIsNamedForItsColumn() async throws {
        let strangers = try await Self.made.value.2.lines(
            """
            SELECT table_name || '.' || column_name || ' ' || udt_name FROM information_schema.columns
            WHERE table_schema = current_schema AND data_type = 'USER-DEFINED' AND udt_name <> 'tsvector'
                AND (udt_schema <> current_schema OR udt_name <> left(table_name || '_' || column_name || '_enum', 63))
            """)
        #expect(strangers == [])
    }

    @Test func everyTableHasTheCommonColumns() async throws {
        let kinds = try await Self.made.value.2.lines(
            """
            SELECT DISTINCT string_agg(concat_ws(' ', column_name, CASE data_type WHEN 'USER-DEFINED' THEN 'enum' ELSE udt_name END,
                CASE is_nullable WHEN 'NO' THEN 'NOT NULL' END), ', ' ORDER BY column_name COLLATE "C")
            FROM information_schema.columns WHERE table_schema = current_schema AND udt_name <> 'tsvector'
                AND column_name ~ '^(id|createdAt|updatedAt|deletedAt|position|(created|updated)By[A-Z][A-Za-z]+)$'
            GROUP BY table_name
            """)
        func actor(_ name: String) -> String {
            "\(name)Context jsonb, \(name)Name text NOT NULL, \(name)Source enum NOT NULL, \(name)WorkspaceMemberId uuid"
        }
        #expect(
            kinds == [
                """
                createdAt timestamptz NOT NULL, \(actor("createdBy")), deletedAt timestamptz, id uuid NOT NULL, \
                position float8 NOT NULL, updatedAt timestamptz NOT NULL, \(actor("updatedBy"))
                """
            ])
    }

    @Test(arguments: [
        ("person", "IDX_UNIQUE_87914cd3ce963115f8cb943e2ac", "emailsPrimaryEmail", "unique btree"),
        ("person", "IDX_ae09ff97967369e0644bacc0fce", "companyId", "btree"),
        ("person", "IDX_bbd7aec1976fc684a0a5e4816c9", "searchVector", "gin"),
        ("company", "IDX_UNIQUE_2a32339058d0b6910b0834ddf81", "domainNamePrimaryLinkUrl", "unique btree"),
        ("company", "IDX_f719a95179070eac397ba18dc70", "accountOwnerId", "btree"),
        ("company", "IDX_fb1f4905546cfc6d70a971c76f7", "searchVector", "gin"),
        ("opportunity", "IDX_c0ac950d77b75527f654b7f6a06", "pointOfContactId", "btree"),
        ("opportunity", "IDX_4b9feee3298c853326bf6ff8e42", "companyId", "btree"),
        ("opportunity", "IDX_ae112c10e060420923011767b14", "stage", "btree"),
        ("opportunity", "IDX_9f96d65260c4676faac27cb6bf3", "searchVector", "gin"),
        ("note", "IDX_f20de8d7fc74a405e4083051275", "searchVector", "gin"),
        ("task", "IDX_b5b4da613fc4d734f65fb1deb6b", "assigneeId", "btree"),
        ("task", "IDX_d01a000cf26e1225d894dc3d364", "searchVector", "gin"),
        ("workspaceMember", "IDX_UNIQUE_39954942ffa78c957b5dee47739", "userEmail", "unique btree"),
        ("workspaceMember", "IDX_e47451872f70c8f187a6b460ac7", "searchVector", "gin"),
    ])
    func theIndexIsThere(table: String, name: String, column: String, kind: String) async throws {
        let found = try await Self.made.value.2.lines(
            """
            SELECT concat_ws(' ', field.attname, CASE WHEN key.indisunique THEN 'unique' END, method.amname)
            FROM pg_index AS key JOIN pg_class AS index ON index.oid = key.indexrelid JOIN pg_am AS method ON method.oid = index.relam
            JOIN pg_attribute AS field ON field.attrelid = key.indrelid AND field.attnum = key.indkey[0]
            WHERE index.relname = '\(name)' AND key.indrelid = '"\(table)"'::regclass AND key.indnatts = 1 AND key.indpred IS NULL
            """)
        #expect(found == ["\(column) \(kind)"])
    }

    /// The first 27 digits of the SHA-1 of table and column, as TypeORM makes them.
    @Test(arguments: [
        "person companyId company FK_ee066ddacfce46c9a7cb90edd1a SET NULL",
        "company accountOwnerId workspaceMember FK_abe91dff1e48d77edca339f387c SET NULL",
        "opportunity pointOfContactId person FK_ce5aa294b17fe23a0b19267f1e1 SET NULL",
        "opportunity ownerId workspaceMember FK_67371a1e3fd5bac524f7e914bad SET NULL",
        "noteTarget noteId note FK_52050fd9cf6b7ba9982ef9d867a CASCADE",
        "task assigneeId workspaceMember FK_7384988f7eeb777e44802a0baca SET NULL",
        "attachment targetTaskId task FK_e7ae79d27ad97d13b4b7638928c SET NULL",
        "attachment targetWorkflowId workflow FK_d8e3323258d8fc337790047f7cf CASCADE",
        "timelineActivity targetWorkflowRunId workflowRun FK_3c53994e4a67712996d6a9cbf8d CASCADE",
        "timelineActivity targetMessageCampaignId messageCampaign FK_ab1ef862f90b03052b7c697c7a5 SET NULL",
        "message messageThreadId messageThread FK_51fa5df1094bfdbf99ea91a72fa CASCADE",
    ])
    func theForeignKeyBearsTypeORMsName(line: String) async throws {
        #expect(try await Self.foreignKeys().contains(line))
    }

    /// Neither deferrable nor with an action on update.
    @Test func everyRelationHasItsForeignKey() async throws {
        let relations = try await Self.made.value.2.lines(
            """
            SELECT concat_ws(' ', CASE WHEN object."isCustom" THEN '_' END || object."nameSingular", field."settings" ->> 'joinColumnName')
            FROM core."fieldMetadata" AS field JOIN core."objectMetadata" AS object ON object."id" = field."objectMetadataId"
            WHERE field."settings" ->> 'relationType' = 'MANY_TO_ONE'
            """)
        let keys = try await Self.foreignKeys()
        #expect(relations.count > 40)
        #expect(keys.count == relations.count)
    }

    private static func foreignKeys() async throws -> [String] {
        try await made.value.2.lines(
            """
            SELECT concat_ws(' ', source.relname, field.attname, target.relname, key.conname,
                CASE key.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' END)
            FROM pg_constraint AS key JOIN pg_class AS source ON source.oid = key.conrelid
            JOIN pg_class AS target ON target.oid = key.confrelid
            JOIN pg_attribute AS field ON field.attrelid = source.oid AND field.attnum = key.conkey[1]
            WHERE key.contype = 'f' AND key.connamespace = current_schema::regnamespace
                AND NOT key.condeferrable AND key.confupdtype = 'a' AND cardinality(key.conkey) = 1
                AND key.conname ~ '^FK_[0-9a-f]{27}$'
            """)
    }

    /// What generated columns call must not depend on anything but its argument.
    @Test func whatTwentyNeedsInPublicIsThere() async throws {
        let workspace = try await Self.made.value.2
        #expect(
            try workspace.lines("SELECT extname FROM pg_extension WHERE extname IN ('unaccent', 'uuid-ossp') ORDER BY 1") == [
                "unaccent", "uuid-ossp",
            ])
        #expect(
            try workspace.run("SELECT provolatile FROM pg_proc WHERE oid = 'public.unaccent_immutable(text)'::regprocedure") == "i")
        #expect(try workspace.run("SELECT public.unaccent_immutable('Élodie')") == "Elodie")
    }

    private static func schemaName(_ id: String) -> String {
        var digits = id.filter { $0 != "-" }.compactMap(\.hexDigitValue)
        var name = ""
        while digits.contains(where: { $0 > 0 }) {
            var rest = 0
            for index in digits.indices {
                let value = rest * 16 + digits[index]
                (digits[index], rest) = (value / 36, value % 36)
            }
            name = String(rest, radix: 36) + name
        }
        return "workspace_" + name
    }
}
