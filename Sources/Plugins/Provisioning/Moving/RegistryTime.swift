import Contracts

/// The registry's clock, which all hosts share.
enum RegistryTime {
    /// Milliseconds since 1970.
    static func read(on connection: any DatabaseConnection) async throws -> Int64 {
        let rows = try await connection.query("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")
        guard let now = rows.first else { throw DatabaseError.decoding(column: "now") }
        return try now.decode(at: 0)
    }
}
