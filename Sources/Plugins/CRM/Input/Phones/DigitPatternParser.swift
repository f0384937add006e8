extension DigitPattern {
    /// Nil for what is no pattern.
    init?(_ text: Substring) {
        var parser = DigitPatternParser(rest: text.utf8)
        guard let program = parser.alternatives(), parser.isAtEnd else { return nil }
        self.init(program: program, groupCount: parser.groupCount)
    }
}

/// Compiles a pattern from front to back.
private struct DigitPatternParser {
    typealias Program = [DigitPattern.Instruction]

    var rest: Substring.UTF8View
    private(set) var groupCount = 0

    init(rest: Substring.UTF8View) { self.rest = rest }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func alternatives() -> Program? {
        guard let first = sequence() else { return nil }
        var branches = [first]
        while take("|") {
            guard let branch = sequence() else { return nil }
            branches.append(branch)
        }
        var program = branches.removeLast()
        for branch in branches.reversed() {
            program = [.fork(otherwise: branch.count + 2)] + branch + [.jump(program.count + 1)] + program
        }
        return program
    }

    private mutating func sequence() -> Program? {
        var program: Program = []
        while let next = rest.first, next != UInt8(ascii: "|"), next != UInt8(ascii: ")") {
            guard let piece = atom(), let repeated = repetition(of: piece) else { return nil }
            program += repeated
        }
        return program
    }

    private mutating func atom() -> Program? {
        if take("(") { return group() }
        if take("$") { return [.atEnd] }
        if take("[") { return digitClass().map { [.digit($0)] } }
        if take("\\") { return take("d") ? [.digit(0b11_1111_1111)] : nil }
        return digit().map { [.digit(1 << $0)] }
    }

    private mutating func group() -> Program? {
        if take("?") {
            guard take(":"), let program = alternatives(), take(")") else { return nil }
            return program
        }
        let group = groupCount
        groupCount += 1
        guard let program = alternatives(), take(")") else { return nil }
        return [.mark(2 * group)] + program + [.mark(2 * group + 1)]
    }

    /// The rest of `[0-357]`.
    private mutating func digitClass() -> UInt16? {
        var allowed: UInt16 = 0
        while !take("]") {
            if take("\\") {
                guard take("d") else { return nil }
                allowed = 0b11_1111_1111
                continue
            }
            guard let first = digit(), let last = take("-") ? digit() : first, first <= last else { return nil }
            for digit in first...last { allowed |= 1 << digit }
        }
        return allowed
    }

    /// `?`, `{n}` or `{n,m}` behind a piece, or nothing.
    private mutating func repetition(of piece: Program) -> Program? {
        if take("?") { return Self.optional(piece) }
        guard take("{") else { return piece }
        guard let least = count() else { return nil }
        var program = Program((0..<least).flatMap { _ in piece })
        if take(",") {
            guard let most = count(), most >= least else { return nil }
            // Each further one stands within the one before it, so that none is tried without that.
            let further = (least..<most).reduce(Program()) { program, _ in Self.optional(piece + program) }
            program += further
        }
        return take("}") ? program : nil
    }

    private static func optional(_ piece: Program) -> Program { [.fork(otherwise: piece.count + 1)] + piece }

    private mutating func count() -> Int? {
        var count: Int?
        while let digit = digit() { count = (count ?? 0) * 10 + Int(digit) }
        return count
    }

    private mutating func digit() -> UInt8? {
        guard let byte = rest.first, byte &- UInt8(ascii: "0") < 10 else { return nil }
        rest = rest.dropFirst()
        return byte - UInt8(ascii: "0")
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }
}
