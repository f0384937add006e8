import Contracts
import FoundationEssentials
import TestSupport

@testable import CRMPlugin

/// Random parameters of queries, the same for the same seed: right ones, and what is nearly one.
struct QuerySource {
    var random: SeededGenerator
    let object: ObjectDescription
    let catalogue: Catalogue

    init(seed: UInt64, _ object: ObjectDescription, in catalogue: Catalogue) {
        random = SeededGenerator(seed: seed)
        self.object = object
        self.catalogue = catalogue
    }

    mutating func filter(depth: Int = 0) -> String {
        let nodes = (0..<Int.random(in: 1...3, using: &random)).map { _ in node(depth: depth) }
        return nodes.joined(separator: ",")
    }

    mutating func order() -> String {
        let items = (0..<Int.random(in: 1...4, using: &random)).map { _ in path() + pick(Self.directions) }
        return items.joined(separator: ",")
    }

    /// A cursor with some of the keys, whose values may fit or not.
    mutating func cursor(for steps: [Ordering.Item]) -> String {
        var object = JSONObject()
        for step in steps where Int.random(in: 0..<8, using: &random) > 0 {
            let keys = step.path.keys
            let value = pick(Self.cursorValues)
            object[keys[0]] = keys.count > 1 ? .object(JSONObject([JSONMember(keys[1], value)])) : value
        }
        if Int.random(in: 0..<4, using: &random) > 0 { object["id"] = "9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21" }
        return Data(JSONWriter.encode(.object(object))).base64EncodedString()
    }

    mutating func damaged(_ text: String) -> String { random.damaged(text, with: "()[]\"',:.\\$; %é{}0") }

    private mutating func node(depth: Int) -> String {
        guard depth < 3, Int.random(in: 0..<3, using: &random) == 0 else { return comparison() }
        let word = pick(["and", "or", "not"])
        return "\(word)(\(word == "not" ? node(depth: depth + 1) : filter(depth: depth + 1)))"
    }

    private mutating func comparison() -> String {
        guard let path = columns.randomElement(using: &random) else { return "" }
        let comparator = Comparator.allowed(on: path.type).randomElement(using: &random) ?? .eq
        return "\(path.name)[\(comparator.rawValue)]:\(value(for: path, comparator))"
    }

    private mutating func value(for path: ColumnPath, _ comparator: Comparator) -> String {
        switch comparator {
        case .is: pick(["NULL", "NOT_NULL"])
        case .in, .containsAny: "[\(pick(Self.values(path))),\(pick(Self.values(path)))]"
        default: pick(Self.values(path) + [#""""#])
        }
    }

    private mutating func path() -> String { columns.randomElement(using: &random)?.name ?? "" }

    /// Every column of the object, and those of the objects that it belongs to.
    private var columns: [ColumnPath] {
        let related = object.fields.filter(\.isManyToOne).flatMap { relation in
            catalogue.target(of: relation).map { Self.columns(of: $0, through: relation) } ?? []
        }
        return Self.columns(of: object) + related
    }

    private static func columns(of object: ObjectDescription, through relation: FieldDescription? = nil) -> [ColumnPath] {
        object.fields.flatMap { field in
            field.columns.map { ColumnPath(through: relation, object: object, field: field, column: $0) }
        }
    }

    private mutating func pick<Element>(_ choices: [Element]) -> Element { random.pick(choices) }

    private static func values(_ path: ColumnPath) -> [String] {
        switch path.type {
        case .number, .numeric, .position: ["0", "-1.5", "1e3", "007"]
        case .boolean: ["true", "false"]
        case .uuid: ["9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21"]
        case .date, .dateTime: ["2026-03-09", "2026-03-09"]
        case .select, .rating, .multiSelect: path.field.options.isEmpty ? ["API"] : path.field.options
        default: ["a", "'it''s'", "\"x\"", "%_\\\\", "$1", "é", "--"]
        }
    }

    private static let directions = ["", "[AscNullsFirst]", "[AscNullsLast]", "[DescNullsFirst]", "[DescNullsLast]"]
    private static let cursorValues: [JSONValue] = [
        nil, "", "a", "API", true, 1, "2026-03-09T08:15:30.250Z", "9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21", ["A"],
    ]
}
