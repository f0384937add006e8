import Contracts

/// Writes records as JSON straight out of a result's cells.
struct RecordEncoder: ~Copyable {
    private(set) var bytes: [UInt8]
    /// Where the value of the composite that may turn out to be null begins, and whether one of its required parts was there.
    private var optionalStart = 0
    private var optionalIsPresent = false

    init(capacity: Int) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// Bytes that are JSON already.
    mutating func append(_ encoded: StaticString) {
        encoded.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ encoded: String) { bytes.append(contentsOf: encoded.utf8) }

    mutating func append(_ row: Row, as template: RecordTemplate) {
        template.slots.withUnsafeBufferPointer { slots in
            template.text.withUnsafeBufferPointer { text in
                row.visitCells { column, cell in append(cell, in: slots[column], text: text) }
            }
        }
    }

    private mutating func append(
        _ cell: UnsafeBufferPointer<UInt8>?, in slot: RecordTemplate.Slot, text: UnsafeBufferPointer<UInt8>
    ) {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[slot.before]))
        note(slot.role, isNull: cell == nil)
        if cell.map({ append($0, as: slot.cell) }) != true {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[slot.null]))
        }
        if !slot.after.isEmpty { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[slot.after])) }
        if case .closes = slot.role, !optionalIsPresent { dropOptional(after: slot.after.count) }
    }

    /// False when the cell holds what JSON cannot say; it then reads as NULL does.
    private mutating func append(_ cell: UnsafeBufferPointer<UInt8>, as kind: CellKind) -> Bool {
        switch kind {
        case .text: appendQuoted(cell)
        case .verbatimText:
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: cell)
            bytes.append(UInt8(ascii: "\""))
        case .number:
            guard let last = cell.last, Self.isDigit(last) else { return false }
            bytes.append(contentsOf: cell)
        case .boolean: append(cell.first == UInt8(ascii: "t") ? "true" : "false")
        case .timestamp: return Timestamp.append(cell, to: &bytes)
        case .json: bytes.append(contentsOf: cell)
        }
        return true
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

extension RecordEncoder {
    private mutating func note(_ role: RecordTemplate.Role, isNull: Bool) {
        switch role {
        case .opens(let ownBytes, let isRequired):
            optionalStart = bytes.count - ownBytes
            optionalIsPresent = isRequired && !isNull
        case .required: optionalIsPresent = optionalIsPresent || !isNull
        case .none, .closes: break
        }
    }

    /// Puts null in place of a composite whose required parts are all NULL. `after` counts the bytes behind its last part, of which
    /// the first closes the composite.
    private mutating func dropOptional(after: Int) {
        let rest = Array(bytes.suffix(after - 1))
        bytes.removeSubrange(optionalStart...)
        append("null")
        bytes.append(contentsOf: rest)
    }

    /// Copies the text whole when nothing in it needs an escape, as is nearly always so.
    private mutating func appendQuoted(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        if JSONEscape.isNeeded(in: text) {
            JSONEscape.append(text, to: &bytes)
        } else {
            bytes.append(contentsOf: text)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
