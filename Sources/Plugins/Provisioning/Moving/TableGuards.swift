import Contracts

/// What keeps rows of some tables from being written as they are: foreign keys, which want them in an order, and triggers, which would
/// write again what is copied along.
struct TableGuards: Sendable {
    /// Names and definitions, each with its table.
    private let keys: [(table: String, name: String, definition: String)]
    private let triggers: [(table: String, name: String)]

    /// Of the foreign keys also those that point at the tables.
    init(of tables: [MovedTable], on connection: any DatabaseConnection) async throws {
        let names = SQLValue.textArray(tables.map(\.quoted))
        keys = try await connection.query(
            """
            SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
            WHERE contype = 'f' AND (conrelid = ANY (\(names)::text[]::regclass[]) OR confrelid = ANY (\(names)::text[]::regclass[]))
            """
        ).map { (try $0.decode(at: 0), try $0.decode(at: 1), try $0.decode(at: 2)) }
        triggers = try await connection.query(
            """
            SELECT tgrelid::regclass::text, quote_ident(tgname) FROM pg_trigger
            WHERE NOT tgisinternal AND tgenabled = 'O' AND tgrelid = ANY (\(names)::text[]::regclass[])
            """
        ).map { (try $0.decode(at: 0), try $0.decode(at: 1)) }
    }

    /// To be followed by `restore` in the same transaction.
    func lift(on connection: any DatabaseConnection) async throws {
        try await run(
            keys.map { "ALTER TABLE \($0.table) DROP CONSTRAINT \($0.name)" }
                + triggers.map { "ALTER TABLE \($0.table) DISABLE TRIGGER \($0.name)" }, on: connection)
    }

    /// PostgreSQL looks at every row then, whether it points at one that is there.
    func restore(on connection: any DatabaseConnection) async throws {
        try await run(
            triggers.map { "ALTER TABLE \($0.table) ENABLE TRIGGER \($0.name)" }
                + keys.map { "ALTER TABLE \($0.table) ADD CONSTRAINT \($0.name) \($0.definition)" }, on: connection)
    }

    private func run(_ statements: [String], on connection: any DatabaseConnection) async throws {
        guard !statements.isEmpty else { return }
        try await connection.execute(script: statements.joined(separator: ";\n"))
    }
}
