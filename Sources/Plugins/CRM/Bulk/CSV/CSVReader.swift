/// Takes CSV apart (RFC 4180) while it arrives: lines end with LF or CRLF, quoted cells may hold commas, quotes and line breaks.
///
/// It holds one row at a time. A row that is broken or larger than may be is told as a fault, and reading goes on behind its end.
struct CSVReader: Sendable {
    /// A row's cells, as ranges of its bytes.
    struct Row: Sendable {
        struct Cell: Sendable {
            let range: Range<Int>
            /// An empty cell within quotes is a text without letters, one without them is no value.
            let isQuoted: Bool
        }

        var bytes: [UInt8] = []
        var cells: [Cell] = []
    }

    enum Fault: Error, Equatable {
        /// A quote within a cell that does not begin with one, or something else than a comma behind a closing quote.
        case strayQuote
        /// The text ended within a quoted cell.
        case unclosedQuote
        case tooLarge(limit: Int)
    }

    private enum Place {
        case cellStart, plain, quoted
        /// Behind a quote within a quoted cell: another one stands for itself, anything else ends the cell.
        case quoteInQuoted
    }

    private let maxRowBytes: Int
    private var place = Place.cellStart
    private var row = Row()
    private var cellStart = 0
    private var fault: Fault?
    private var line = 1
    private var rowLine = 1
    private var hasReturn = false
    /// How much of a byte order mark has been seen; nil once it cannot come any more.
    private var markBytes: Int? = 0

    init(maxRowBytes: Int) { self.maxRowBytes = maxRowBytes }

    /// Hands every row that ends within `bytes` to `body`, with the number of the line that it begins on. Empty lines are no rows.
    mutating func read(_ bytes: [UInt8], _ body: (_ line: Int, Result<Row, Fault>) throws -> Void) rethrows {
        for byte in bytes {
            if markBytes != nil, skipsMark(byte) { continue }
            if take(byte) { try endRow(body) }
        }
    }

    /// Hands over the last row, when no line break ended it.
    mutating func finish(_ body: (_ line: Int, Result<Row, Fault>) throws -> Void) rethrows {
        keepMark()
        if place == .quoted { fail(.unclosedQuote) }
        endCell()
        try endRow(body)
    }

    /// - Returns: whether the byte ended the row.
    @inline(__always)
    private mutating func take(_ byte: UInt8) -> Bool {
        if byte == UInt8(ascii: "\n") { line += 1 }
        switch place {
        case .quoted:
            if byte == UInt8(ascii: "\"") { place = .quoteInQuoted } else { append(byte) }
            return false
        case .quoteInQuoted:
            if byte == UInt8(ascii: "\"") {
                append(byte)
                place = .quoted
                return false
            }
        case .cellStart:
            if byte == UInt8(ascii: "\"") {
                place = .quoted
                return false
            }
        case .plain: break
        }
        return takeOutsideQuotes(byte)
    }

    @inline(__always)
    private mutating func takeOutsideQuotes(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\n"):
            endCell()
            return true
        case UInt8(ascii: ","):
            keepReturn()
            endCell()
            return false
        case UInt8(ascii: "\r"):
            // Part of the line break, or of the cell when none follows.
            keepReturn()
            hasReturn = true
            return false
        default:
            keepReturn()
            if place == .quoteInQuoted || byte == UInt8(ascii: "\"") { fail(.strayQuote) }
            append(byte)
            if place == .cellStart { place = .plain }
            return false
        }
    }

    private mutating func keepReturn() {
        guard hasReturn else { return }
        hasReturn = false
        if place == .quoteInQuoted { fail(.strayQuote) }
        append(UInt8(ascii: "\r"))
        if place == .cellStart { place = .plain }
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8) {
        guard fault == nil else { return }
        guard row.bytes.count < maxRowBytes else { return fail(.tooLarge(limit: maxRowBytes)) }
        row.bytes.append(byte)
    }

    private mutating func fail(_ fault: Fault) {
        if self.fault == nil { self.fault = fault }
        row.bytes.removeAll(keepingCapacity: true)
        row.cells.removeAll(keepingCapacity: true)
        cellStart = 0
    }

    private mutating func endCell() {
        hasReturn = false
        defer { place = .cellStart }
        guard fault == nil else { return }
        // Commas alone would grow the row as well.
        guard row.bytes.count + row.cells.count < maxRowBytes else { return fail(.tooLarge(limit: maxRowBytes)) }
        row.cells.append(.init(range: cellStart..<row.bytes.count, isQuoted: place == .quoteInQuoted || place == .quoted))
        cellStart = row.bytes.count
    }

    private mutating func endRow(_ body: (_ line: Int, Result<Row, Fault>) throws -> Void) rethrows {
        let isEmpty = row.bytes.isEmpty && row.cells.count <= 1 && row.cells.first?.isQuoted != true
        let result = fault.map(Result.failure) ?? .success(row)
        let start = rowLine
        row.bytes.removeAll(keepingCapacity: true)
        row.cells.removeAll(keepingCapacity: true)
        cellStart = 0
        fault = nil
        rowLine = line
        if case .success = result, isEmpty { return }
        try body(start, result)
    }

    /// Passes over the byte order mark of UTF-8 at the very beginning.
    private mutating func skipsMark(_ byte: UInt8) -> Bool {
        guard let seen = markBytes, byte == Self.mark[seen] else {
            keepMark()
            return false
        }
        markBytes = seen + 1 < Self.mark.count ? seen + 1 : nil
        return true
    }

    /// What only began like a mark is text.
    private mutating func keepMark() {
        for byte in Self.mark.prefix(markBytes ?? 0) { _ = takeOutsideQuotes(byte) }
        markBytes = nil
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
