import Contracts
import Foundation
import TestSupport
import Testing

@Suite struct QueryTests {
    @Test func aRowIsRead() async throws {
        let row = try #require(try await PostgresCluster.shared.query("SELECT 7 AS n, 'x' AS \"camelCase\"").first)
        #expect(try row.decode("n", as: Int.self) == 7)
        #expect(try row.decode("camelCase", as: String.self) == "x")
        #expect(throws: DatabaseError.decoding(column: "camelcase")) { try row.decode("camelcase", as: String.self) }
    }

    @Test(arguments: ["", "it's", "a \"quoted\" \\ text", "Ελληνικά 漢字 🎉 é", "{NULL,\"x\"}", "$1; DROP TABLE x; --"])
    func textComesBackAsItWent(text: String) async throws {
        #expect(try await answer("SELECT \(text)::text") == text)
        let array = try await PostgresCluster.shared.query("SELECT unnest(\(SQLValue.textArray([text, nil, "end"]))::text[])")
        #expect(array.map { $0.text(0) } == [text, nil, "end"])
    }

    @Test(arguments: [Int64.min, -1, 0, .max])
    func integersComeBack(integer: Int64) async throws {
        #expect(try await answer("SELECT \(integer)::int8") == String(integer))
    }

    @Test(arguments: [0.1, -0.0, 1e300, .leastNonzeroMagnitude, .infinity, -.infinity])
    func doublesComeBack(double: Double) async throws {
        let text = try await answer("SELECT \(double)::float8")
        #expect(text.flatMap(Double.init) == double)
    }

    @Test func otherKindsComeBack() async throws {
        let id = UUID()
        let row = try #require(
            try await PostgresCluster.shared.query(
                "SELECT \(true)::bool, \(false)::bool, \(SQLValue.uuid(id))::uuid, \(SQLValue.null)::text, \(Double.nan)::float8"
            ).first)
        #expect(try row.decode(at: 0, as: Bool.self))
        #expect(try !row.decode(at: 1, as: Bool.self))
        #expect(try row.decode(at: 2, as: UUID.self) == id)
        #expect(try row.decode(at: 3, as: String?.self) == nil)
        #expect(row.text(4) == "NaN")
    }

    @Test(arguments: [[], [0], Array(0...255)] as [[UInt8]])
    func bytesComeBack(bytes: [UInt8]) async throws {
        let row = try #require(
            try await PostgresCluster.shared.query("SELECT \(bytes)::bytea, octet_length(\(bytes)::bytea)").first)
        #expect(try row.decode(at: 0, as: [UInt8].self) == bytes)
        #expect(try row.decode(at: 1, as: Int.self) == bytes.count)
    }

    @Test(arguments: [SQLValue.text("admin\0x"), .textArray(["admin\0x"])])
    func textWithANULIsRefusedInsteadOfCutOff(value: SQLValue) async throws {
        try await PostgresCluster.shared.withConnection(to: PostgresCluster.shared.target()) { connection async throws in
            let failure = await #expect(throws: DatabaseError.self) { try await connection.query("SELECT \(value)::text") }
            #expect(failure?.sqlState == SQLState(rawValue: "22021"))
            #expect(try await connection.query("SELECT 1").count == 1)
        }
    }

    @Test func aRefusalTellsWhatWasViolated() async throws {
        let database = try await PostgresCluster.shared.createDatabase()
        try await PostgresCluster.shared.execute("CREATE TABLE t (id int CONSTRAINT t_key UNIQUE)", database: database)
        _ = try await PostgresCluster.shared.query("INSERT INTO t VALUES (1)", database: database)
        let failure = await #expect(throws: DatabaseError.self) {
            try await PostgresCluster.shared.query("INSERT INTO t VALUES (1)", database: database)
        }
        guard case .server(let diagnostic)? = failure else { return #expect(Bool(false), "no diagnostic") }
        #expect(diagnostic.sqlState == .uniqueViolation)
        #expect(diagnostic.constraint == "t_key")
        #expect(diagnostic.table == "t")
        #expect(diagnostic.detail == "Key (id)=(1) already exists.")
    }

    @Test func writtenRowsAreCounted() async throws {
        let database = try await PostgresCluster.shared.createDatabase()
        try await PostgresCluster.shared.execute("CREATE TABLE t (id int)", database: database)
        let inserted = try await PostgresCluster.shared.query("INSERT INTO t SELECT generate_series(1, 5)", database: database)
        #expect(inserted.affectedRows == 5)
        #expect(try await PostgresCluster.shared.query("SELECT * FROM t", database: database).affectedRows == 0)
    }

    @Test func largeParametersAndResultsPass() async throws {
        let text = String(repeating: "x", count: 20_000_000)
        #expect(try await answer("SELECT \(text)::text") == text)
    }

    private func answer(_ statement: SQL) async throws -> String? {
        try await PostgresCluster.shared.query(statement).first?.text(0)
    }
}
