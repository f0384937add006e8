import Contracts
import Testing

@testable import CRMPlugin

/// The migrated workspace beside what Twenty's own looks like.
@Suite struct StandardLayoutTests {
    private static let workspace = Task { try await CRMWorkspace.make() }

    private func lines(_ statement: SQL) async throws -> [String] {
        try await Self.workspace.value.query(statement).map { $0.text(0) ?? "" }
    }

    @Test(arguments: DocumentedObject.all)
    func fieldsAreTheDocumentedOnes(object: DocumentedObject) async throws {
        let stored = try await lines(
            """
            SELECT concat_ws(' | ', field."name", field."type" || CASE WHEN field."isUnique" THEN ' UNIQUE' ELSE '' END
                    || CASE WHEN field."settings" ->> 'relationType' = 'MANY_TO_ONE' THEN ' N:1' ELSE '' END,
                CASE WHEN field."isNullable" THEN 'yes' ELSE 'NO' END,
                concat_ws(' ', trim(both '''' from field."defaultValue" #>> '{}'), 'of ' || (
                    SELECT string_agg(option ->> 'value', '/' ORDER BY place)
                    FROM jsonb_array_elements(field."options") WITH ORDINALITY AS item (option, place))))
            FROM core."fieldMetadata" AS field JOIN core."objectMetadata" AS object ON object."id" = field."objectMetadataId"
            WHERE object."nameSingular" = \(object.singular) AND object."namePlural" = \(object.plural)
                AND NOT field."isSystem" AND field."settings" ->> 'relationType' IS DISTINCT FROM 'ONE_TO_MANY'
            ORDER BY field."ordinal"
            """)
        #expect(stored == object.fields.map(\.description))
    }

    @Test(arguments: DocumentedObject.all)
    func columnsAreTheDocumentedOnes(object: DocumentedObject) async throws {
        let stored = try await lines(
            """
            SELECT concat_ws(' ', column_."attname", type."typname",
                CASE WHEN column_."attnotnull" THEN 'NOT NULL' END,
                'DEFAULT ' || replace(trim(both '''' from split_part(pg_get_expr(preset."adbin", preset."adrelid"), '::', 1)), '()', ''),
                '→ ' || target."relname" || CASE key."confdeltype" WHEN 'c' THEN ' CASCADE' WHEN 'n' THEN ' SET NULL' END)
            FROM pg_attribute AS column_
            JOIN pg_type AS type ON type."oid" = column_."atttypid"
            LEFT JOIN pg_attrdef AS preset ON preset."adrelid" = column_."attrelid" AND preset."adnum" = column_."attnum"
            LEFT JOIN pg_constraint AS key ON key."contype" = 'f' AND key."conrelid" = column_."attrelid"
                AND key."conkey" = ARRAY[column_."attnum"] AND key."confupdtype" = 'a' AND NOT key."condeferrable"
            LEFT JOIN pg_class AS target ON target."oid" = key."confrelid"
            WHERE column_."attrelid" = quote_ident(\(object.singular))::regclass AND column_."attnum" > 0
                AND column_."attname" !~ '^(id|createdAt|updatedAt|deletedAt|position|searchVector|(created|updated)By[A-Z][A-Za-z]+)$'
            ORDER BY column_."attnum"
            """)
        #expect(stored == object.fields.flatMap(\.columns))
    }

    @Test(arguments: DocumentedObject.all)
    func inverseRelationsAreTheDocumentedOnes(object: DocumentedObject) async throws {
        let stored = try await lines(
            """
            SELECT concat(field."name", ' 1:N ', target."nameSingular", '.', inverse."name")
            FROM core."fieldMetadata" AS field JOIN core."objectMetadata" AS object ON object."id" = field."objectMetadataId"
            JOIN core."objectMetadata" AS target ON target."id" = field."relationTargetObjectMetadataId"
            JOIN core."fieldMetadata" AS inverse ON inverse."id" = field."relationTargetFieldMetadataId"
            WHERE object."nameSingular" = \(object.singular) AND field."settings" ->> 'relationType' = 'ONE_TO_MANY'
            ORDER BY field."ordinal"
            """)
        #expect(stored == object.inverseRelations)
    }
}
