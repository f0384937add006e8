/// Cuts a text into lines while it arrives. It holds one line at a time, and passes over one that is larger than may be.
struct LineReader: Sendable {
    enum Fault: Error, Equatable {
        case tooLarge(limit: Int)
    }

    private let maxLineBytes: Int
    private var rest: [UInt8] = []
    private var isTooLarge = false
    private var line = 1

    init(maxLineBytes: Int) { self.maxLineBytes = maxLineBytes }

    /// Hands every line that ends within `bytes` to `body`, without its break and with its number. Blank lines are left out.
    mutating func read(_ bytes: [UInt8], _ body: (_ line: Int, Result<[UInt8], Fault>) throws -> Void) rethrows {
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            append(bytes[start..<end])
            try endLine(body)
            start = end + 1
        }
        append(bytes[start...])
    }

    /// Hands over the last line, when no break ended it.
    mutating func finish(_ body: (_ line: Int, Result<[UInt8], Fault>) throws -> Void) rethrows { try endLine(body) }

    private mutating func append(_ piece: ArraySlice<UInt8>) {
        guard !isTooLarge else { return }
        guard rest.count + piece.count <= maxLineBytes else {
            isTooLarge = true
            rest.removeAll()
            return
        }
        rest += piece
    }

    private mutating func endLine(_ body: (_ line: Int, Result<[UInt8], Fault>) throws -> Void) rethrows {
        let number = line
        line += 1
        defer {
            rest.removeAll(keepingCapacity: true)
            isTooLarge = false
        }
        if isTooLarge { return try body(number, .failure(.tooLarge(limit: maxLineBytes))) }
        if number == 1, rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest.removeFirst(3) }
        guard rest.contains(where: { !Self.isBlank($0) }) else { return }
        try body(number, .success(rest))
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}
