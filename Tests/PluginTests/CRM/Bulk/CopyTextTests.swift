import Contracts
import TestSupport
import Testing

@testable import CRMPlugin

@Suite struct CopyTextTests {
    /// What PostgreSQL makes of the values that went through COPY.
    @Test func valuesComeThroughCopyAsTheyAre() async throws {
        let texts = ["", "a\tb", "line\nbreak\r", "back\\slash \\N \\.", "ü日本", "{\"a\":[1]}", "\u{1}"]
        let arrays: [[String?]] = [[], ["a", nil, "with \"quotes\" and \\", "comma,brace}", "NULL", ""]]
        let rows = texts.map { [SQLValue.text($0), .null] } + arrays.map { [.null, .textArray($0)] }
        var bytes: [UInt8] = []
        for row in rows {
            CopyText.append(row[0], to: &bytes)
            bytes.append(UInt8(ascii: "\t"))
            CopyText.append(row[1], to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        let chunks = AsyncThrowingStream<[UInt8], any Error> { [bytes] in
            $0.yield(bytes)
            $0.finish()
        }
        let cluster = try await PostgresCluster.shared
        let database = try await cluster.createDatabase("copy")
        let isSame = try await cluster.withConnection(to: cluster.target(database: database)) { connection in
            _ = try await connection.query("CREATE TEMPORARY TABLE t (\"n\" serial, \"text\" text, \"array\" text[])")
            _ = try await connection.copyIn("COPY t (\"text\", \"array\") FROM STDIN", from: chunks)
            var same: [Bool] = []
            for (place, row) in rows.enumerated() {
                let found = try await connection.query(
                    """
                    SELECT "text" IS NOT DISTINCT FROM \(row[0])::text AND "array" IS NOT DISTINCT FROM \(row[1])::text[] FROM t
                    WHERE "n" = \(place + 1)
                    """)
                same.append(try found[0].decode(at: 0))
            }
            return same
        }
        #expect(isSame == rows.map { _ in true })
    }
}
