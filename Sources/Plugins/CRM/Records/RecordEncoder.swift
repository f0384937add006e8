import Contracts

/// Writes records as JSON straight out of a result's cells.
struct RecordEncoder: ~Copyable {
    private var output: ByteBuffer
    /// Where the value of the composite that may turn out to be null begins, and whether one of its required parts was there.
    private var optionalStart = 0
    private var optionalIsPresent = false

    init(capacity: Int) { output = ByteBuffer(capacity: capacity) }

    var bytes: [UInt8] { output.bytes }
    var count: Int { output.count }

    /// Text that is JSON already.
    mutating func append(_ encoded: String) { output.append(encoded) }

    /// Bytes that are JSON already.
    mutating func append(_ encoded: ArraySlice<UInt8>) { encoded.withUnsafeBufferPointer { output.append($0) } }

    /// Columns behind those of the template are not told, and those of `hidden` are told as NULL.
    mutating func append(_ row: Row, as template: RecordTemplate, withoutColumns hidden: [Int] = []) {
        template.slots.withUnsafeBufferPointer { slots in
            template.text.withUnsafeBufferPointer { text in
                row.withCells { cells in
                    for column in 0..<min(slots.count, cells.count) {
                        let isHidden = !hidden.isEmpty && hidden.contains(column)
                        append(isHidden ? nil : cells[column], in: slots[column], text: text)
                    }
                }
            }
        }
    }

    /// One cell by itself; NULL is told as its kind tells it.
    mutating func append(_ row: Row, column: Int, as kind: CellKind) {
        let isTold = row.isNull(column) ? false : row.withBytes(column) { append($0, as: kind) }
        guard !isTold else { return }
        switch kind.nullForm {
        case .null: append("null")
        case .emptyText: append("\"\"")
        case .emptyList: append("[]")
        }
    }

    /// Takes back the bracket that closed the last record, so that it can have further members.
    mutating func reopen() { output.removeLast() }

    @inline(__always)
    private mutating func append(
        _ cell: UnsafeBufferPointer<UInt8>?, in slot: borrowing RecordTemplate.Slot, text: UnsafeBufferPointer<UInt8>
    ) {
        if cell == nil, !slot.isOptional { return output.append(UnsafeBufferPointer(rebasing: text[slot.whole])) }
        output.append(UnsafeBufferPointer(rebasing: text[slot.before]))
        if slot.isOptional { note(slot.role, isNull: cell == nil) }
        let isTold = if let cell { append(cell, as: slot.cell) } else { false }
        if !isTold { output.append(UnsafeBufferPointer(rebasing: text[slot.null])) }
        if !slot.after.isEmpty { output.append(UnsafeBufferPointer(rebasing: text[slot.after])) }
        if case .closes = slot.role, !optionalIsPresent { dropOptional(after: slot.after.count) }
    }

    /// False when the cell holds what JSON cannot say; it then reads as NULL does.
    @inline(__always)
    private mutating func append(_ cell: UnsafeBufferPointer<UInt8>, as kind: CellKind) -> Bool {
        switch kind {
        case .text: appendQuoted(cell)
        case .verbatimText:
            output.append(UInt8(ascii: "\""))
            output.append(cell)
            output.append(UInt8(ascii: "\""))
        case .number:
            guard let last = cell.last, last &- UInt8(ascii: "0") < 10 else { return false }
            output.append(cell)
        case .integer: return appendInteger(cell)
        case .boolean: output.append(cell.first == UInt8(ascii: "t") ? "true" : "false")
        case .timestamp: return Timestamp.append(cell, to: &output)
        case .json: output.append(cell)
        }
        return true
    }

    /// A number without what stands behind its point.
    private mutating func appendInteger(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let last = cell.last, last &- UInt8(ascii: "0") < 10 else { return false }
        let whole = UnsafeBufferPointer(rebasing: cell.prefix { $0 != UInt8(ascii: ".") })
        // What is left of -0.5 is no negative number.
        if whole.elementsEqual("-0".utf8) { output.append(UInt8(ascii: "0")) } else { output.append(whole) }
        return true
    }

    /// Copies the text whole when nothing in it needs an escape, as is nearly always so.
    @inline(__always)
    private mutating func appendQuoted(_ text: UnsafeBufferPointer<UInt8>) {
        output.append(UInt8(ascii: "\""))
        if JSONEscape.isNeeded(in: text) {
            JSONEscape.append(text, to: &output)
        } else {
            output.append(text)
        }
        output.append(UInt8(ascii: "\""))
    }
}

extension RecordEncoder {
    private mutating func note(_ role: RecordTemplate.Role, isNull: Bool) {
        switch role {
        case .opens(let ownBytes, let isRequired):
            optionalStart = output.count - ownBytes
            optionalIsPresent = isRequired && !isNull
        case .required: optionalIsPresent = optionalIsPresent || !isNull
        case .none, .closes: break
        }
    }

    /// Puts null in place of a composite whose required parts are all NULL. `after` counts the bytes behind its last part, of which
    /// the first closes the composite.
    private mutating func dropOptional(after: Int) {
        output.replace(from: optionalStart, keepingLast: after - 1, with: "null")
    }
}
