import Contracts
import TestSupport

@testable import CRMPlugin

/// Random JSON, the same for the same seed: what a field may hold, what it may not, and what only looks as if it might.
struct JSONSource {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// Mostly an object with the field's parts where it has any.
    mutating func value(for field: FieldDescription) -> JSONValue {
        let parts = field.columns.compactMap(\.subField?.name)
        guard !parts.isEmpty, Int.random(in: 0..<5, using: &random) > 0 else { return value(depth: 0) }
        return object(names: parts + ["other", "connect"], depth: 0)
    }

    mutating func text() -> String {
        let pieces = (0..<Int.random(in: 0..<4, using: &random)).map { _ in
            Self.pieces.randomElement(using: &random) ?? ""
        }
        return pieces.joined()
    }

    private mutating func value(depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth < 3 ? 9 : 7), using: &random) {
        case 0: .null
        case 1: .bool(Bool.random(using: &random))
        case 2: .number(JSONNumber(Int64.random(in: .min ... .max, using: &random)))
        case 3: JSONNumber(Double(bitPattern: random.next())).map { .number($0) } ?? .null
        case 4, 5, 6: .string(text())
        case 7: .array((0..<Int.random(in: 0..<4, using: &random)).map { _ in value(depth: depth + 1) })
        default: object(names: ["connect", "where", "disconnect", "number", "url", "label", "fileId", text()], depth: depth)
        }
    }

    private mutating func object(names: [String], depth: Int) -> JSONValue {
        var members = JSONObject()
        for _ in 0..<Int.random(in: 0..<5, using: &random) {
            if let name = names.randomElement(using: &random) { members[name] = value(depth: depth + 1) }
        }
        return .object(members)
    }

    private static let pieces = [
        "", " ", "a", "A@b.de", "@", ".", "https://", "a.b", "/", ":80", "[::1]", "+", "+49", "30 12345", "0", "1", "x", "ext", "#",
        "٣", "＋", "é", "\u{301}", "👩‍👩‍👧", "\u{202E}", "'", "\"", "\\", "{}", "[]", "[1]", "null", "true", "2026-03-09", "T08:15",
        "20260309", "Mar 9, 2026", "Z", "9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21", "1e5", "Infinity", "first", "last", "NEW", "A",
        String(repeating: "9", count: 300), String(repeating: "a", count: 5000), "%", ";", "--", "\u{0}",
    ]
}
