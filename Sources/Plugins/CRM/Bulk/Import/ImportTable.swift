import Contracts

/// What an import must know of its object's table beyond the metadata: PostgreSQL's own word on defaults and unique indexes.
struct ImportTable: Sendable {
    struct Column: Sendable {
        let name: String
        /// Whether a row that gives it no value leaves it to the column's default, rather than to NULL.
        let hasDefault: Bool
        let field: FieldDescription
    }

    let object: ObjectDescription
    /// Those that can be written, in the order of the object's fields.
    let columns: [Column]
    /// The columns of every unique index over all rows.
    let uniqueKeys: [[String]]

    static func read(_ object: ObjectDescription, in database: any Database) async throws -> ImportTable {
        let table = SQLIdentifier.quote(object.table)
        let results = try await database.pipeline([
            """
            SELECT "attname"::text, ("atthasdef" OR "attnotnull") AS "hasDefault" FROM pg_catalog.pg_attribute
            WHERE "attrelid" = to_regclass(\(table)::text) AND "attnum" > 0 AND NOT "attisdropped" AND "attgenerated" = ''
            """,
            """
            SELECT ARRAY (
                SELECT "attname"::text FROM unnest("indkey"[0:"indnkeyatts" - 1]) WITH ORDINALITY AS key ("number", "place")
                JOIN pg_catalog.pg_attribute ON "attrelid" = "indrelid" AND "attnum" = key."number" ORDER BY key."place"
            ) AS "columns"
            FROM pg_catalog.pg_index
            WHERE "indrelid" = to_regclass(\(table)::text) AND "indisunique" AND "indisvalid" AND "indpred" IS NULL
                AND "indexprs" IS NULL
            ORDER BY "indexrelid"
            """,
        ])
        let defaults = try Dictionary(
            results[0].map { (try $0.decode(at: 0, as: String.self), try $0.decode(at: 1, as: Bool.self)) },
            uniquingKeysWith: { first, _ in first })
        let columns = object.fields.flatMap { field in
            field.columns.compactMap { column in
                defaults[column.name].map { Column(name: column.name, hasDefault: $0, field: field) }
            }
        }
        let keys = try results[1].map { try $0.decode(at: 0, as: TextArray.self).elements }
        return ImportTable(
            object: object, columns: columns,
            uniqueKeys: keys.filter { $0.allSatisfy { name in columns.contains { $0.name == name } } })
    }

    /// The column that a field or part of one (`emails.primaryEmail`) is stored in, when no two records share its value.
    ///
    /// - Throws: `BulkError.notUnique`.
    func key(_ path: String) throws(BulkError) -> String {
        let singles = uniqueKeys.filter { $0.count == 1 }.flatMap { $0 }
        for column in singles where self.path(of: column) == path || column == path { return column }
        throw .notUnique(String(path.prefix(200)), choices: singles.compactMap(self.path).sorted())
    }

    /// The way a column is named in a CSV header; nil when it is none of the object's.
    func path(of column: String) -> String? {
        guard let (field, column) = object.column(named: column) else { return nil }
        return column.subField.map { "\(field.name).\($0.name)" } ?? field.key
    }
}
