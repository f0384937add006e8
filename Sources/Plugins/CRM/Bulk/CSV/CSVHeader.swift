import Contracts

/// The columns of a CSV text: each is a field (`jobTitle`), a part of one (`name.firstName`) or a relation's join column (`companyId`).
struct CSVHeader: Sendable {
    static let maxColumns = 1_000

    /// A field and the cells that make it up.
    private struct Target: Sendable {
        /// The key under which a record has it.
        let key: String
        var cells: [(cell: Int, part: String?, kind: CellKind)]
    }

    private let names: [String]
    private var targets: [Target] = []

    /// - Throws: `BulkError.invalidHeader` with every column that the object has not got or that comes twice.
    init(_ row: CSVReader.Row, for object: ObjectDescription) throws(BulkError) {
        names = row.cells.map { Self.trimmed(String(decoding: row.bytes[$0.range], as: UTF8.self)) }
        guard names.count <= Self.maxColumns else {
            throw .invalidHeader([FieldFault(field: "", message: "more than \(Self.maxColumns) columns")])
        }
        var faults: [FieldFault] = []
        var seen: Set<String> = []
        for (cell, name) in names.enumerated() {
            if !seen.insert(name).inserted {
                faults.append(FieldFault(field: name, message: "comes twice"))
            } else if let fault = add(name, cell: cell, object) {
                faults.append(fault)
            }
        }
        guard faults.isEmpty else { throw .invalidHeader(faults) }
    }

    /// The keys of the records that the rows make.
    var keys: [String] { targets.map(\.key) }

    /// The record that a row of cells is.
    ///
    /// - Parameter clears: a quoted empty cell takes its field's value away, as an update needs it; else it is like an absent one.
    func record(_ row: CSVReader.Row, clears: Bool) throws(RowFault) -> JSONObject {
        guard row.cells.count == names.count else {
            throw RowFault("The row has \(row.cells.count) cells, the header \(names.count).")
        }
        var members: [JSONMember] = []
        members.reserveCapacity(targets.count)
        for target in targets {
            var parts: [JSONMember] = []
            for (cell, part, kind) in target.cells {
                guard let value = try value(row, cell, kind, clears: clears) else { continue }
                guard let part else {
                    members.append(JSONMember(target.key, value))
                    continue
                }
                parts.append(JSONMember(part, value))
            }
            if !parts.isEmpty { members.append(JSONMember(target.key, .object(JSONObject(parts)))) }
        }
        return JSONObject(members)
    }

    private mutating func add(_ name: String, cell: Int, _ object: ObjectDescription) -> FieldFault? {
        let path = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let field = object.field(named: path[0]) ?? object.relation(joinedBy: path[0]) else {
            return FieldFault(field: name, message: "is no field of \(object.plural)")
        }
        if field.isOneToMany || field.type == .searchVector { return FieldFault(field: name, message: "cannot be written") }
        guard field.type.subFields != nil else {
            guard path.count == 1, path[0] == field.key, let column = field.columns.first else {
                return FieldFault(field: name, message: "must be written as \(field.key)")
            }
            targets.append(Target(key: field.key, cells: [(cell, nil, column.cell)]))
            return nil
        }
        guard path.count == 2, let column = field.column(ofPart: path[1]) else {
            let parts = field.columns.compactMap { $0.subField.map { "\(field.name).\($0.name)" } }
            return FieldFault(field: name, message: "must be one of \(parts.joined(separator: ", "))")
        }
        if let known = targets.firstIndex(where: { $0.key == field.name }) {
            targets[known].cells.append((cell, path[1], column.cell))
        } else {
            targets.append(Target(key: field.name, cells: [(cell, path[1], column.cell)]))
        }
        return nil
    }

    private func value(
        _ row: CSVReader.Row, _ index: Int, _ kind: CellKind, clears: Bool
    ) throws(RowFault) -> JSONValue? {
        let cell = row.cells[index]
        if cell.range.isEmpty { return cell.isQuoted && clears ? .null : nil }
        let bytes = row.bytes[cell.range]
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            throw RowFault(field: names[index], "The cell is not valid UTF-8, or holds a NUL.")
        }
        return Self.value(text, kind)
    }

    /// What does not look like a value of its kind stays a text, for the field to refuse.
    private static func value(_ text: String, _ kind: CellKind) -> JSONValue {
        switch kind {
        case .text, .verbatimText, .timestamp: return .string(text)
        case .boolean:
            switch text.lowercased() {
            case "true", "1": return true
            case "false", "0": return false
            default: return .string(text)
            }
        case .number, .integer:
            if case .number(let number)? = try? JSONParser.parse(Array(text.utf8)) { return .number(number) }
            return .string(text)
        case .json: return (try? JSONParser.parse(Array(text.utf8))) ?? .string(text)
        }
    }

    private static func trimmed(_ name: String) -> String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        return String(name.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}
