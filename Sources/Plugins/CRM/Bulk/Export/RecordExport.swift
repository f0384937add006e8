import Contracts

/// Writes all records that are asked for, a few hundred at a time: a cursor holds the place, in one snapshot of the database.
struct RecordExport: Sendable {
    let shape: RecordShape
    let format: BulkFormat
    /// Selects the shape's columns.
    let statement: SQL

    private static let rowsAtOnce = 500
    private static let typicalRowBytes = 1_024

    func write(to writer: any ResponseWriter, from database: any Database) async throws {
        try await database.transaction { connection in
            _ = try await connection.query("DECLARE \"export\" NO SCROLL CURSOR FOR \(statement)")
            if format == .csv { try await writer.write(CSVRecordEncoder.header(shape)) }
            while true {
                let rows = try await connection.query("FETCH FORWARD 500 FROM \"export\"")
                if !rows.isEmpty { try await writer.write(encode(rows)) }
                guard rows.count == Self.rowsAtOnce else { return }
            }
        }
    }

    private func encode(_ rows: RowSet) -> [UInt8] {
        let capacity = rows.count * Self.typicalRowBytes
        switch format {
        case .csv:
            var encoder = CSVRecordEncoder(shape, capacity: capacity)
            for index in 0..<rows.count { encoder.append(rows[index]) }
            return encoder.bytes
        case .jsonLines:
            var encoder = RecordEncoder(capacity: capacity)
            for index in 0..<rows.count {
                encoder.append(rows[index], as: shape.template)
                encoder.append("\n")
            }
            return encoder.bytes
        }
    }
}
