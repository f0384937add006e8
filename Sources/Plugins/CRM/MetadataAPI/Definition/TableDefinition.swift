import Contracts

/// The statements that make and change a workspace's tables. Names come out of checked metadata and are quoted here all the same;
/// nothing else of a request gets into them but quoted constants.
struct TableDefinition {
    let schema: String
    let names: StoredName

    func qualified(_ name: String) -> String { "\(SQLIdentifier.quote(schema)).\(SQLIdentifier.quote(name))" }

    /// The table of a new object, its types and primary key.
    func create(_ object: ObjectModel) -> [String] {
        let columns = object.fields.flatMap { $0.columns(of: object.table) }
        var lines = columns.map { $0.sql(in: schema) }
        lines.append(searchColumn(of: object))
        lines.append("CONSTRAINT \(SQLIdentifier.quote(names.primaryKey(object.id))) PRIMARY KEY (\"id\")")
        return types(of: columns) + ["CREATE TABLE \(qualified(object.table)) (\(lines.joined(separator: ", ")))"]
    }

    func drop(_ object: ObjectModel) -> [String] {
        ["DROP TABLE \(qualified(object.table))"] + dropTypes(of: object.fields.flatMap { $0.columns(of: object.table) })
    }

    /// Holds the table against everybody, so that what is looked up in it stays true.
    func lock(_ table: String) -> String { "LOCK TABLE \(qualified(table)) IN ACCESS EXCLUSIVE MODE" }

    /// Whether a record has anything in the field but its default; nil for a field without columns.
    func findValues(of field: FieldModel, in table: String) -> String? {
        let columns = field.columns(of: table)
        guard !columns.isEmpty else { return nil }
        let conditions = columns.map { column in
            let name = SQLIdentifier.quote(column.name)
            let isThere = "\(name) IS NOT NULL"
            return column.preset.map { "(\(isThere) AND \(name)::text IS DISTINCT FROM (\($0))::text)" } ?? isThere
        }
        return "SELECT EXISTS (SELECT FROM \(qualified(table)) WHERE \(conditions.joined(separator: " OR ")))"
    }

    /// The columns of a new field; a many-to-one relation's with its foreign key, which PostgreSQL need not check as the column is
    /// empty.
    ///
    /// - Parameter target: the table that a relation points to
    func add(_ field: FieldModel, to table: String, target: String?) -> [String] {
        let columns = field.columns(of: table)
        guard !columns.isEmpty else { return [] }
        let additions = columns.map { "ADD COLUMN \($0.sql(in: schema))" + reference(field, to: target) }
        return types(of: columns) + ["ALTER TABLE \(qualified(table)) \(additions.joined(separator: ", "))"]
    }

    func remove(_ field: FieldModel, from table: String) -> [String] {
        let columns = field.columns(of: table)
        guard !columns.isEmpty else { return [] }
        let removals = columns.map { "DROP COLUMN \(SQLIdentifier.quote($0.name))" }.joined(separator: ", ")
        return ["ALTER TABLE \(qualified(table)) \(removals)"] + dropTypes(of: columns)
    }

    func create(_ index: IndexModel, on table: String) -> String {
        let columns = index.columns.map(SQLIdentifier.quote).joined(separator: ", ")
        let method = index.method == .gin ? "gin" : "btree"
        return """
            CREATE \(index.isUnique ? "UNIQUE " : "")INDEX \(SQLIdentifier.quote(index.name)) ON \(qualified(table)) \
            USING \(method) (\(columns))
            """
    }

    func drop(index name: String) -> String { "DROP INDEX \(qualified(name))" }

    /// Puts the search over what the object's records are called by now.
    func renewSearch(of object: ObjectModel) -> String {
        "ALTER TABLE \(qualified(object.table)) DROP COLUMN \"searchVector\", ADD COLUMN \(searchColumn(of: object))"
    }

    private func searchColumn(of object: ObjectModel) -> String {
        let label = object.fields.first { $0.id == object.labelIdentifier }
        let texts = label?.columns(of: object.table).filter { $0.type == .builtIn(.text) } ?? []
        let pieces = texts.map { "COALESCE(public.unaccent_immutable(\(SQLIdentifier.quote($0.name))), '')" }
        guard !pieces.isEmpty else { return "\"searchVector\" tsvector" }
        let document = pieces.joined(separator: " || ' ' || ")
        return "\"searchVector\" tsvector GENERATED ALWAYS AS (to_tsvector('simple', \(document))) STORED"
    }

    private func reference(_ field: FieldModel, to target: String?) -> String {
        guard let target, let action = field.relation?.deleteAction else { return "" }
        let key = SQLIdentifier.quote(names.foreignKey(field.id))
        let rule = action.rawValue.split(separator: "_").joined(separator: " ")
        return " CONSTRAINT \(key) REFERENCES \(qualified(target)) (\"id\") ON DELETE \(rule)"
    }

    private func types(of columns: [ColumnDefinition]) -> [String] {
        columns.compactMap(\.type.enumeration).map { "CREATE TYPE \($0.sql(in: schema)) AS ENUM (\($0.valueList))" }
    }

    private func dropTypes(of columns: [ColumnDefinition]) -> [String] {
        columns.compactMap(\.type.enumeration).map { "DROP TYPE \($0.sql(in: schema))" }
    }
}
