import Contracts
import Synchronization
import TestSupport
import Testing

@Suite struct CopyTests {
    @Test func manyRowsPassBothWaysInChunks() async throws {
        let cluster = try await PostgresCluster.shared
        let database = try await cluster.createDatabase()
        try await cluster.execute("CREATE TABLE t (id int, name text)", database: database)
        try await cluster.withConnection(to: cluster.target(database: database)) { connection async throws in
            let copied = try await connection.copyIn("COPY t FROM STDIN", from: chunks(100, of: 1000))
            #expect(copied == 100_000)
            let seen = Mutex((lines: 0, largest: 0))
            try await connection.copyOut("COPY t TO STDOUT") { chunk in
                seen.withLock { seen in
                    seen.lines += chunk.count { $0 == UInt8(ascii: "\n") }
                    seen.largest = max(seen.largest, chunk.count)
                }
            }
            #expect(seen.withLock(\.lines) == 100_000)
            #expect(seen.withLock(\.largest) < 80_000)
            #expect(try await connection.query("SELECT count(*) FROM t")[0].text(0) == "100000")
        }
    }

    @Test func badDataIsRefusedAndNothingStays() async throws {
        try await withTable { connection in
            let source = AsyncThrowingStream<[UInt8], any Error> { stream in
                stream.yield(Array("1\tgood\nbad\n".utf8))
                stream.finish()
            }
            let failure = await #expect(throws: DatabaseError.self) {
                try await connection.copyIn("COPY t FROM STDIN", from: source)
            }
            #expect(failure?.sqlState == .invalidTextRepresentation)
        }
    }

    @Test func aSourceThatFailsUndoesTheCopy() async throws {
        try await withTable { connection in
            let source = AsyncThrowingStream<[UInt8], any Error> { stream in
                stream.yield(Array("1\tgood\n".utf8))
                stream.finish(throwing: Stop())
            }
            await #expect(throws: Stop.self) { try await connection.copyIn("COPY t FROM STDIN", from: source) }
        }
    }

    @Test func aReaderThatHasEnoughEndsTheCopy() async throws {
        try await withTable { connection in
            await #expect(throws: Stop.self) {
                try await connection.copyOut("COPY (SELECT generate_series(1, 10000000)) TO STDOUT") { _ in throw Stop() }
            }
        }
    }

    @Test func copyByAnotherWayIsRefused() async throws {
        try await withTable { connection in
            for statement: SQL in ["COPY t FROM STDIN", "COPY (SELECT generate_series(1, 100000)) TO STDOUT"] {
                let failure = await #expect(throws: DatabaseError.self) { try await connection.query(statement) }
                #expect(failure?.sqlState == SQLState(rawValue: "0A000"))
            }
            await #expect(throws: DatabaseError.self) { try await connection.copyIn("SELECT 1", from: chunks(0, of: 0)) }
        }
    }

    private struct Stop: Error {}

    /// Runs `body`, after which the connection must be usable and the table empty.
    private func withTable(_ body: @Sendable (any PooledConnection) async throws -> Void) async throws {
        let cluster = try await PostgresCluster.shared
        let database = try await cluster.createDatabase()
        try await cluster.execute("CREATE TABLE t (id int, name text)", database: database)
        try await cluster.withConnection(to: cluster.target(database: database)) { connection async throws in
            try await body(connection)
            #expect(await connection.reset())
            #expect(try await connection.query("SELECT * FROM t").isEmpty)
        }
    }

    private func chunks(_ count: Int, of rows: Int) -> AsyncThrowingStream<[UInt8], any Error> {
        let next = Mutex(0)
        return AsyncThrowingStream {
            let number = next.withLock { next in
                defer { next += 1 }
                return next
            }
            return number < count ? Array((0..<rows).map { "\(number * rows + $0)\tname \($0)\n" }.joined().utf8) : nil
        }
    }
}
