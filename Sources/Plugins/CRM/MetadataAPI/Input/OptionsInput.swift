import Contracts
import FoundationEssentials

/// The options of a select field as a client gives them: all of them, those that are there already with or without their ids.
struct OptionsInput {
    static let limit = 500

    let field: String
    /// What the field has now.
    let known: [FieldOption]

    /// In the order of their positions.
    ///
    /// - Throws: `MetadataFault.options`.
    func parse(_ value: JSONValue) throws(MetadataFault) -> [FieldOption] {
        guard case .array(let items) = value, !items.isEmpty else { throw fault(.required) }
        guard items.count <= Self.limit else { throw fault(.tooMany(limit: Self.limit)) }
        var options: [FieldOption] = []
        for (index, item) in items.enumerated() { options.append(try option(item, at: index)) }
        var values: Set<String> = []
        var ids: Set<UUID> = []
        for option in options where !values.insert(option.value).inserted || !ids.insert(option.id).inserted {
            throw fault(.duplicate(option.value))
        }
        // A stable order, whatever the sort does with equal positions.
        return options.enumerated().sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }.map(\.element)
    }

    /// The five stars of a rating, which clients do not choose.
    static var ratings: [FieldOption] {
        (1...5).map { FieldOption(id: UUID(), value: "RATING_\($0)", label: "\($0)", color: "", position: Double($0 - 1)) }
    }

    private func option(_ item: JSONValue, at index: Int) throws(MetadataFault) -> FieldOption {
        guard case .object(let object) = item, case .string(let value)? = object["value"],
            object.names.allSatisfy({ ["id", "value", "label", "color", "position"].contains($0) })
        else { throw fault(.malformed) }
        let isWellFormed =
            !value.isEmpty && value.utf8.count <= MetadataName.identifierLimit && value.utf8.allSatisfy(Self.isAllowed)
        guard isWellFormed else { throw fault(.value(String(value.prefix(100)))) }
        return FieldOption(
            id: try id(object["id"], of: value), value: value, label: try text(object["label"]) ?? value,
            color: try text(object["color"]) ?? "gray", position: try position(object["position"]) ?? Double(index))
    }

    private func id(_ given: JSONValue?, of value: String) throws(MetadataFault) -> UUID {
        switch given {
        case nil, .null: return known.first { $0.value == value }?.id ?? UUID()
        case .string(let text):
            guard let id = UUID(canonical: text) else { throw fault(.malformed) }
            return id
        default: throw fault(.malformed)
        }
    }

    private func text(_ given: JSONValue?) throws(MetadataFault) -> String? {
        switch given {
        case nil, .null: return nil
        case .string(let text) where text.unicodeScalars.count <= 200: return text
        default: throw fault(.malformed)
        }
    }

    private func position(_ given: JSONValue?) throws(MetadataFault) -> Double? {
        switch given {
        case nil, .null: return nil
        case .number(let number) where number.double.isFinite: return number.double
        default: throw fault(.malformed)
        }
    }

    private func fault(_ rule: OptionRule) -> MetadataFault { .options(field: field, rule) }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
