import Foundation
import TestSupport

/// A database laid out as a Twenty server lays its own out, whose role `twenty` owns it.
struct TwentyDatabase: Sendable {
    static let server = "main"
    static let schema = "workspace_1wgvd1injqtife6y4rvfbu3h5"
    /// The workspace's member that Twenty made.
    static let member = "tim@apple.dev"

    let name: String

    static func make() async throws -> TwentyDatabase {
        try await preparation.value
        // The templates are there as soon as the hosts are.
        let stack = try Product.stack
        let template = try stack.sql("SELECT datname FROM pg_database WHERE datname ~ '^twenty_tenant_template_'")
        let name = "shop_" + UUID().uuidString.prefix(8).lowercased()
        try stack.sql("CREATE DATABASE \(name) OWNER twenty TEMPLATE \"\(template)\"")
        let layout = TestStack.repository.appending(path: "Tests/Fixtures/twenty-layout.sql")
        try stack.sql(try String(contentsOf: layout, encoding: .utf8), database: name)
        return TwentyDatabase(name: name)
    }

    private static let preparation = Task {
        _ = try Product.stack.sql("CREATE ROLE twenty LOGIN; GRANT twenty TO tenant_manager_admin")
    }

    /// Runs the command that adopts it, with a password for the owner's account on standard input.
    @discardableResult func adopt(
        email: String, slug: String, password: String? = "correct horse battery staple", more: String = ""
    ) throws -> String {
        let input = password.map { "printf '%s\\n' '\($0)' |" } ?? ""
        let flag = password == nil ? "" : "--password-stdin"
        return try Product.stack.shell(
            """
            \(input) scripts/command tenants adopt --name Shop --owner-email \(email) --slug \(slug) \(flag) \
                --server \(Self.server) --database \(name) \(more)
            """)
    }

    /// What another program reads or writes here as Twenty's own role.
    @discardableResult func asTwenty(_ statement: String) throws -> String {
        try Product.stack.sql("SET ROLE twenty; SET search_path = \(Self.schema), public; \(statement)", database: name)
    }

    /// Schemas, triggers and rights of ours that are in it, and whether others are shut out.
    func additions() throws -> String {
        try Product.stack.sql(
            """
            SELECT nspname FROM pg_namespace WHERE nspname ~ '^tenant_manager'
            UNION ALL SELECT tgname FROM pg_trigger WHERE tgname ~ '^count'
            UNION ALL SELECT 'shut' WHERE NOT has_database_privilege('public', current_database(), 'CONNECT')
            UNION ALL SELECT rolname FROM pg_roles JOIN pg_shdepend ON refobjid = pg_roles.oid
                WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND rolname ~ '^twenty_tenant_[0-9a-f]{32}$'
            """, database: name)
    }
}
