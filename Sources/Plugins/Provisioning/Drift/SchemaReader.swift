import Contracts

/// Reads a database's layout from PostgreSQL's catalogues.
struct SchemaReader: Sendable {
    let variations: [any SchemaVariation]

    /// - Parameter tenant: whose database it is; nil for a clone of the template.
    func read(_ tenant: TenantID?, on connection: any DatabaseConnection) async throws -> SchemaLayout {
        var choices: [String: String] = [:]
        for variation in variations { choices.merge(try await variation.choices(on: connection)) { first, _ in first } }
        // Every name is then written with its schema.
        try await connection.execute(script: "SET search_path = ''")
        let names = tenant.map { tenant in
            variations.reduce(into: [String: String]()) { $0.merge($1.schemaNames(of: tenant)) { first, _ in first } }
        }
        var parts: [SchemaPart: String] = [:]
        for statement in Self.statements {
            for (kind, name, definition) in try await connection.query(statement).map(Self.texts) {
                parts[SchemaPart(kind: kind, name: Self.plain(name, names))] = Self.plain(definition, names)
            }
        }
        return SchemaLayout(parts: parts, choices: choices)
    }

    private static func texts(_ row: Row) throws -> (String, String, String) {
        (try row.decode(at: 0), try row.decode(at: 1), try row.decode(at: 2))
    }

    /// The text with the template's names of schemas in the place of the tenant's own.
    private static func plain(_ text: String, _ names: [String: String]?) -> String {
        (names ?? [:]).reduce(text) { $0.replacing($1.value, with: $1.key) }
    }

    private static let statements: [SQL] = [tables, columns, defaults, constraints, indexes, enumerations, functions, triggers]

    /// Of a schema of ours, and not part of an extension.
    private static let isOurs: SQL = """
        nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
        """

    private static let tables: SQL = """
        SELECT 'table', nspname || '.' || relname,
            concat(CASE relkind WHEN 'v' THEN 'view ' || pg_get_viewdef(pg_class.oid) WHEN 'm' THEN 'materialized view '
                || pg_get_viewdef(pg_class.oid) WHEN 'S' THEN 'sequence' ELSE 'table' END,
                CASE WHEN relrowsecurity THEN ' with row security' END)
        FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE relkind IN ('r', 'p', 'v', 'm', 'S') AND \(isOurs) AND NOT \(isExtensions("pg_class"))
        """

    private static let columns: SQL = """
        SELECT 'column', concat_ws('.', nspname, relname, attname),
            concat(format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN ' not null' END,
                CASE attidentity WHEN 'a' THEN ' identity always' WHEN 'd' THEN ' identity by default' END)
        FROM \(columnTables)
        """

    private static let defaults: SQL = """
        SELECT 'default', concat_ws('.', nspname, relname, attname),
            concat(CASE attgenerated WHEN 's' THEN 'generated ' END, pg_get_expr(adbin, adrelid))
        FROM \(columnTables) JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        """

    private static let columnTables: SQL = """
        pg_attribute JOIN pg_class ON pg_class.oid = attrelid AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
        JOIN pg_namespace ON pg_namespace.oid = relnamespace AND \(isOurs) AND NOT \(isExtensions("pg_class"))
        """

    private static let constraints: SQL = """
        SELECT 'constraint', concat_ws('.', nspname, relname, conname),
            concat(pg_get_constraintdef(pg_constraint.oid), CASE WHEN NOT convalidated THEN ' (not validated)' END)
        FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE \(isOurs) AND NOT \(isExtensions("pg_class"))
        """

    private static let indexes: SQL = """
        SELECT 'index', concat_ws('.', nspname, pg_class.relname),
            concat(pg_get_indexdef(indexrelid), CASE WHEN NOT indisvalid THEN ' (not valid)' END)
        FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE \(isOurs) AND NOT \(isExtensions("pg_class"))
        """

    private static let enumerations: SQL = """
        SELECT 'enum', nspname || '.' || typname, string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder)
        FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid JOIN pg_namespace ON pg_namespace.oid = typnamespace
        WHERE \(isOurs) AND NOT \(isExtensions("pg_type")) GROUP BY nspname, typname
        """

    private static let functions: SQL = """
        SELECT 'function', concat(nspname, '.', proname, '(', pg_get_function_identity_arguments(pg_proc.oid), ')'),
            pg_get_functiondef(pg_proc.oid)
        FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace
        WHERE prokind IN ('f', 'p') AND \(isOurs) AND NOT \(isExtensions("pg_proc"))
        """

    /// Objects are named in triggers by ids that each template draws for itself.
    private static let triggers: SQL = """
        SELECT 'trigger', concat_ws('.', nspname, relname, tgname),
            concat(regexp_replace(pg_get_triggerdef(pg_trigger.oid), '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', '<id>', 'g'),
                CASE WHEN tgenabled <> 'O' THEN concat(' (', tgenabled, ')') END)
        FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE NOT tgisinternal AND \(isOurs) AND NOT \(isExtensions("pg_class"))
        """

    private static func isExtensions(_ catalogue: StaticString) -> SQL {
        let catalogue = SQL(stringLiteral: catalogue)
        return """
            EXISTS (SELECT FROM pg_depend WHERE classid = '\(catalogue)'::regclass AND objid = \(catalogue).oid AND deptype = 'e')
            """
    }
}
