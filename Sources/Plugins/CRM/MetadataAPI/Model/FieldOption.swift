import Contracts
import FoundationEssentials

/// One of the values that a select field can have.
struct FieldOption: Sendable, Equatable {
    /// Stays the same when the value is renamed.
    let id: UUID
    let value: String
    let label: String
    let color: String
    let position: Double

    init(id: UUID, value: String, label: String, color: String, position: Double) {
        self.id = id
        self.value = value
        self.label = label
        self.color = color
        self.position = position
    }

    /// As it is read from a field's row; nil for what is no option.
    init?(_ stored: JSONValue) {
        guard case .object(let object) = stored, case .string(let value)? = object["value"] else { return nil }
        func text(_ key: String) -> String? { if case .string(let text)? = object[key] { text } else { nil } }
        guard let id = text("id").flatMap({ UUID(canonical: $0) }) else { return nil }
        var position = 0.0
        if case .number(let number)? = object["position"] { position = number.double }
        self.init(
            id: id, value: value, label: text("label") ?? value, color: text("color") ?? "gray", position: position)
    }

    var json: JSONValue {
        [
            "id": .string(id.canonical), "value": .string(value), "label": .string(label), "color": .string(color),
            "position": JSONNumber(position).map { .number($0) } ?? 0,
        ]
    }
}
