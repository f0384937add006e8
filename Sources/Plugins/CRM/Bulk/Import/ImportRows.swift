import Contracts

/// Makes rows of an import's bytes as they arrive, whichever way they are written.
struct ImportRows: Sendable {
    /// Largest row. It is held whole, and so are the values made of it.
    static let maxRowBytes = 1_048_576

    private enum Source {
        case csv(CSVReader, CSVHeader?)
        case jsonLines(LineReader)
    }

    private var source: Source
    private let object: ObjectDescription
    private let permissions: Permissions
    /// Whether a quoted empty cell takes a value away.
    private let clears: Bool

    init(_ format: BulkFormat, of object: ObjectDescription, permissions: Permissions, clears: Bool) {
        switch format {
        case .csv: source = .csv(CSVReader(maxRowBytes: Self.maxRowBytes), nil)
        case .jsonLines: source = .jsonLines(LineReader(maxLineBytes: Self.maxRowBytes))
        }
        self.object = object
        self.permissions = permissions
        self.clears = clears
    }

    /// The rows that end within `bytes`.
    ///
    /// - Throws: `BulkError` and `CRMError` about the header row, which is none of the rows.
    mutating func read(_ bytes: [UInt8]) throws -> [ImportRow] {
        var rows: [ImportRow] = []
        switch source {
        case .csv(var reader, var header):
            try reader.read(bytes) { line, row in try take(line, row, &header, into: &rows) }
            source = .csv(reader, header)
        case .jsonLines(var reader):
            reader.read(bytes) { line, text in rows.append(row(line, text)) }
            source = .jsonLines(reader)
        }
        return rows
    }

    /// What is left when the text has ended.
    mutating func finish() throws -> [ImportRow] {
        var rows: [ImportRow] = []
        switch source {
        case .csv(var reader, var header):
            try reader.finish { line, row in try take(line, row, &header, into: &rows) }
            guard header != nil else { throw BulkError.missingHeader }
        case .jsonLines(var reader):
            reader.finish { line, text in rows.append(row(line, text)) }
        }
        return rows
    }

    private func take(
        _ line: Int, _ row: Result<CSVReader.Row, CSVReader.Fault>, _ header: inout CSVHeader?, into rows: inout [ImportRow]
    ) throws {
        guard let known = header else {
            let names = try row.mapError { BulkError.invalidHeader([FieldFault(field: "", message: RowFault($0).message)]) }.get()
            let read = try CSVHeader(names, for: object)
            try permissions.requireWritable(read.keys, of: object)
            header = read
            return
        }
        let content = row.mapError(RowFault.init).flatMap { cells in
            Result { () throws(RowFault) in try known.record(cells, clears: clears) }
        }
        rows.append(ImportRow(line: line, content: content))
    }

    private func row(_ line: Int, _ text: Result<[UInt8], LineReader.Fault>) -> ImportRow {
        let content = text.mapError(RowFault.init).flatMap { text in
            Result { () throws(RowFault) in try record(text) }
        }
        return ImportRow(line: line, content: content)
    }

    private func record(_ text: [UInt8]) throws(RowFault) -> JSONObject {
        let value: JSONValue
        do {
            value = try JSONParser.parse(text)
        } catch {
            throw RowFault(code: .malformedJSON, "The line is not valid JSON: \(error).")
        }
        guard case .object(let record) = value else { throw RowFault("The line must be a JSON object.") }
        do {
            try permissions.requireWritable(record.names, of: object)
        } catch {
            throw RowFault(code: .insufficientRole, error.message)
        }
        return record
    }
}
