import Contracts

/// Writes records as rows of CSV (RFC 4180) straight out of a result's cells, in the form that an import reads.
struct CSVRecordEncoder: ~Copyable {
    private let columns: [FieldDescription.Column]
    private var output: ByteBuffer

    init(_ shape: RecordShape, capacity: Int) {
        columns = shape.fields.flatMap(\.columns)
        output = ByteBuffer(capacity: capacity)
    }

    var bytes: [UInt8] { output.bytes }

    /// The names of the columns: `jobTitle`, `name.firstName`, `companyId`.
    static func header(_ shape: RecordShape) -> [UInt8] {
        let names = shape.fields.flatMap { field in
            field.columns.map { column in column.subField.map { "\(field.name).\($0.name)" } ?? field.key }
        }
        return Array((names.joined(separator: ",") + "\r\n").utf8)
    }

    mutating func append(_ row: Row) {
        row.withCells { cells in
            for (place, cell) in cells.enumerated() {
                if place > 0 { output.append(UInt8(ascii: ",")) }
                if let cell { append(cell, columns[place].cell) }
            }
        }
        output.append("\r\n")
    }

    private mutating func append(_ cell: UnsafeBufferPointer<UInt8>, _ kind: CellKind) {
        switch kind {
        case .boolean: output.append(cell.first == UInt8(ascii: "t") ? "true" : "false")
        case .timestamp:
            // Its JSON form is a quoted cell as well.
            if !Timestamp.append(cell, to: &output) { output.append(cell) }
        case .number, .integer, .verbatimText: output.append(cell)
        case .text, .json: appendText(cell)
        }
    }

    private mutating func appendText(_ text: UnsafeBufferPointer<UInt8>) {
        guard text.isEmpty || text.contains(where: Self.needsQuotes) else { return output.append(text) }
        output.append(UInt8(ascii: "\""))
        for byte in text {
            if byte == UInt8(ascii: "\"") { output.append(byte) }
            output.append(byte)
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Spaces are quoted as well: some readers trim them off a bare cell's ends.
    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            || byte == UInt8(ascii: " ")
    }
}
