import Contracts
import TestSupport
import Testing

/// What PostgreSQL reads to show relations.
@Suite struct DepthCostTests {
    /// Rows of the table that scans from its start have read. Sessions tell what they did when they end.
    private func scanned(_ table: String, in database: String) throws -> Int {
        try Product.stack.sql("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '\(database)'")
        let rows = try Product.stack.sql(
            "SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = '\(table)'", database: database)
        return Int(rows) ?? 0
    }

    /// Others have thousands of them, so that reading the table from its start looks like the shortest way to the first few.
    @Test func aRecordWithoutRelatedOnesCostsNoScanOfTheirTable() async throws {
        let owner = try await Product.api.signUp("Depth")
        let call = RecordCaller(api: try Product.api, token: owner.accessToken)
        let idle = try await call.create("companies", ["name": "Idle"])
        let database = try Product.stack.sql("SELECT database_name FROM tenant WHERE id = '\(owner.tenantID)'")
        let schema = try Product.stack.sql("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'workspace%'", database: database)
        try Product.stack.sql(
            """
            SET search_path = \(schema), public;
            INSERT INTO company (name, position) SELECT 'Busy', 1 FROM generate_series(1, 20);
            INSERT INTO person ("companyId", position)
            SELECT id, 1 FROM generate_series(1, 2000), (SELECT id FROM company WHERE name = 'Busy') AS busy;
            ANALYZE person
            """, database: database)
        let reply = try await call("GET", "/rest/companies/\(idle["id"].string)?depth=1")
        #expect(reply.json["data"]["company"]["people"] == .array([]))
        // The analysis read the table once by pages, and not by a scan; what the demonstration records cost is little.
        #expect(try scanned("person", in: database) < 1_000)
    }
}
