import Contracts

/// The same numbers for the same seed (SplitMix64), so that a failing case can be run again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension JSONValue {
    /// A value that the parser accepts, at most `depth` levels deep.
    static func random(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0...(depth > 0 ? 6 : 4), using: &generator) {
        case 0: return nil
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .number(JSONNumber(Int64.random(in: .min ... .max, using: &generator)))
        case 3: return JSONNumber(Double(bitPattern: generator.next())).map { .number($0) } ?? nil
        case 4: return .string(text(using: &generator))
        case 5:
            return .array((0..<Int.random(in: 0...5, using: &generator)).map { _ in random(depth: depth - 1, using: &generator) })
        default:
            let names = Set((0..<Int.random(in: 0...20, using: &generator)).map { _ in text(using: &generator) })
            return .object(JSONObject(names.sorted().map { JSONMember($0, random(depth: depth - 1, using: &generator)) }))
        }
    }

    private static func text(using generator: inout SeededGenerator) -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &generator) {
            let limit: UInt32 = Bool.random(using: &generator) ? 0x80 : 0x10FFFF
            if let scalar = Unicode.Scalar(UInt32.random(in: 1...limit, using: &generator)) { scalars.append(scalar) }
        }
        return String(scalars)
    }
}
