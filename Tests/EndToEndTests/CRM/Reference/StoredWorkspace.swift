import TestSupport

/// The tables of an organization that signed up through nginx, as its database has them.
struct StoredWorkspace: Sendable {
    let schema: String
    private let stack: TestStack
    private let database: String

    init(of organization: ProductAPI.Organization) async throws {
        stack = try Product.stack
        database = try await stack.database(of: organization)
        schema = try stack.sql("SELECT nspname FROM pg_namespace WHERE nspname ~ '^workspace_'", database: database)
    }

    /// Runs a statement in the workspace's schema and returns what it finds.
    @discardableResult
    func run(_ statement: String) throws -> String {
        try stack.sql("SET search_path = \"\(schema)\", public; \(statement)", database: database)
    }

    /// The lines that a query finds.
    func lines(_ query: String) throws -> [String] { try run(query).split(separator: "\n").map(String.init) }
}
