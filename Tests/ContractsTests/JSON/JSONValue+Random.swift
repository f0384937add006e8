import Contracts
import TestSupport

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
