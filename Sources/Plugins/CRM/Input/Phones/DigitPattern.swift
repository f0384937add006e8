/// A pattern of digits in the small language that numbering plans are written in: digits, classes, `\d`, groups, alternatives,
/// `?`, `{n}`, `{n,m}` and `$`. It is compiled once and matched by backtracking; without unbounded repetitions that is short work.
struct DigitPattern: Sendable {
    /// Jumps are relative, so that a repeated part is repeated as it is.
    enum Instruction: Sendable {
        /// One of the digits whose bits are set.
        case digit(UInt16)
        /// Goes on with the next instruction and, should that fail, with the one `otherwise` further.
        case fork(otherwise: Int)
        case jump(Int)
        /// Notes the place: a group's start is twice its number, its end one more.
        case mark(Int)
        case atEnd
    }

    struct Match: Equatable {
        /// How many digits the pattern took.
        let length: Int
        /// What the groups took; nil for one that took no part.
        let groups: [Range<Int>?]
    }

    private struct State {
        var instruction = 0
        var position = 0
        var marks: [Int?]
    }

    private let program: [Instruction]
    private let groupCount: Int

    init(program: [Instruction], groupCount: Int) {
        (self.program, self.groupCount) = (program, groupCount)
    }

    /// Whether the pattern takes all of `digits`, each 0 to 9.
    func matchesWhole(_ digits: [UInt8]) -> Bool { match(digits, whole: true) != nil }

    /// What the pattern takes at the front of `digits`; nil when it does not match there.
    func prefixMatch(_ digits: [UInt8]) -> Match? { match(digits, whole: false) }

    private func match(_ digits: [UInt8], whole: Bool) -> Match? {
        var alternatives = [State(marks: Array(repeating: nil, count: 2 * groupCount))]
        while var state = alternatives.popLast() {
            guard run(&state, on: digits, whole: whole, &alternatives) else { continue }
            let groups = (0..<groupCount).map { group -> Range<Int>? in
                guard let start = state.marks[2 * group], let end = state.marks[2 * group + 1] else { return nil }
                return start..<end
            }
            return Match(length: state.position, groups: groups)
        }
        return nil
    }

    /// Follows one way through the program to its end or to where it fails, and leaves the other ways among `alternatives`.
    private func run(_ state: inout State, on digits: [UInt8], whole: Bool, _ alternatives: inout [State]) -> Bool {
        while state.instruction < program.count {
            switch program[state.instruction] {
            case .digit(let allowed):
                guard state.position < digits.count, allowed >> digits[state.position] & 1 == 1 else { return false }
                state.position += 1
            case .fork(let otherwise):
                var other = state
                other.instruction += otherwise
                alternatives.append(other)
            case .jump(let distance): state.instruction += distance - 1
            case .mark(let index): state.marks[index] = state.position
            case .atEnd: guard state.position == digits.count else { return false }
            }
            state.instruction += 1
        }
        return !whole || state.position == digits.count
    }
}
