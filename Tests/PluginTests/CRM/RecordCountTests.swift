import Contracts
import HTTPTypes
import TestSupport
import Testing

@testable import CRMPlugin

/// The count that pages tell must be the table's, whoever writes and however.
@Suite struct RecordCountTests {
    private func expectTrueCounts(_ workspace: CRMWorkspace) async throws {
        let rows = try await workspace.query(
            """
            SELECT kept."object", kept."count", counted."count" FROM (
                SELECT object."nameSingular" AS "object", COALESCE(sum(part."difference"), 0)::bigint AS "count"
                FROM core."objectMetadata" AS object
                LEFT JOIN core."recordCount" AS part ON part."objectMetadataId" = object."id" GROUP BY 1
            ) AS kept
            JOIN (
                SELECT 'person' AS "object", count(*) FROM "person" WHERE "deletedAt" IS NULL
                UNION ALL SELECT 'company', count(*) FROM "company" WHERE "deletedAt" IS NULL
                UNION ALL SELECT 'note', count(*) FROM "note" WHERE "deletedAt" IS NULL
                UNION ALL SELECT 'noteTarget', count(*) FROM "noteTarget" WHERE "deletedAt" IS NULL
            ) AS counted USING ("object")
            """)
        #expect(rows.count == 4)
        for row in rows.map({ $0 }) { #expect(row.text(1) == row.text(2), "\(row.text(0) ?? "")") }
    }

    @Test(arguments: [
        "INSERT INTO \"person\" (\"deletedAt\") SELECT CASE WHEN n % 3 = 0 THEN now() END FROM generate_series(1, 1000) AS n",
        "UPDATE \"person\" SET \"deletedAt\" = now()",
        "UPDATE \"person\" SET \"deletedAt\" = now(); UPDATE \"person\" SET \"deletedAt\" = NULL",
        "UPDATE \"person\" SET \"jobTitle\" = 'x'", "DELETE FROM \"person\"", "DELETE FROM \"person\" WHERE false",
        "TRUNCATE \"person\" CASCADE",
        "BEGIN; INSERT INTO \"person\" DEFAULT VALUES; ROLLBACK", "BEGIN; TRUNCATE \"person\" CASCADE; ROLLBACK",
        "BEGIN; SAVEPOINT s; DELETE FROM \"person\"; ROLLBACK TO s; INSERT INTO \"person\" DEFAULT VALUES; COMMIT",
        "INSERT INTO \"company\" (\"id\", \"name\") SELECT \"id\", 'y' FROM \"company\" ON CONFLICT (\"id\") DO UPDATE SET \"deletedAt\" = now()",
        "BEGIN ISOLATION LEVEL SERIALIZABLE; INSERT INTO \"person\" SELECT FROM generate_series(1, 9); DELETE FROM \"company\"; COMMIT",
    ])
    func countHoldsAfter(script: String) async throws {
        let workspace = try await CRMWorkspace.make()
        try await PostgresCluster.shared.withConnection(to: workspace.target) { try await $0.execute(script: script) }
        try await expectTrueCounts(workspace)
    }

    @Test func cascadesAreCounted() async throws {
        let workspace = try await CRMWorkspace.make()
        _ = try await workspace.query("INSERT INTO \"note\" SELECT FROM generate_series(1, 7)")
        _ = try await workspace.query(
            "INSERT INTO \"noteTarget\" (\"noteId\", \"targetPersonId\") SELECT note.\"id\", person.\"id\" FROM \"note\" AS note, \"person\" AS person"
        )
        _ = try await workspace.query("DELETE FROM \"person\" WHERE \"nameFirstName\" IN ('Brian', 'Dario')")
        #expect(try await workspace.send(.get, "/rest/noteTargets", query: "limit=1")["totalCount"] == 21)
        try await expectTrueCounts(workspace)
    }

    @Test func writersSideBySideWaitForNobodyAndLoseNothing() async throws {
        let workspace = try await CRMWorkspace.make()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<6 {
                group.addTask { try await write(workspace, seed: writer) }
            }
            try await group.waitForAll()
        }
        try await expectTrueCounts(workspace)
        let rows = try await workspace.query("SELECT count(*) FROM core.\"recordCount\"")
        #expect(try rows[0].decode(at: 0, as: Int.self) < 150)
    }

    /// Transactions that insert, delete softly, revive and delete, in an order that differs between writers; some are rolled back.
    private func write(_ workspace: CRMWorkspace, seed: Int) async throws {
        try await PostgresCluster.shared.withConnection(to: workspace.target) { connection in
            for round in 0..<60 {
                _ = try await connection.query("BEGIN")
                for step in 0..<3 {
                    switch (seed + round + step) % 3 {
                    case 0: _ = try await connection.query("INSERT INTO \"person\" (\"jobTitle\") VALUES (\(String(seed)))")
                    case 1: _ = try await connection.query("INSERT INTO \"company\" (\"name\") VALUES (\(String(seed)))")
                    default:
                        _ = try await connection.query(
                            """
                            UPDATE "person" SET "deletedAt" = CASE WHEN "deletedAt" IS NULL THEN now() END
                            WHERE "jobTitle" = \(String(seed)) AND "position" = 0
                            """)
                    }
                }
                _ = try await connection.query(round % 5 == 4 ? "ROLLBACK" : "COMMIT")
            }
        }
    }
}
