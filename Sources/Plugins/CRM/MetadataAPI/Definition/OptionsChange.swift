import Contracts
import FoundationEssentials

/// What happens to the values of an enum type when a field gets other options. An option stays the same by its id.
struct OptionsChange: Equatable {
    struct Renaming: Equatable {
        let from: String
        let to: String
    }

    enum Place: Equatable {
        /// Before the value that was first.
        case first(before: String)
        case after(String)
    }

    struct Addition: Equatable {
        let value: String
        let place: Place
    }

    /// Under their old names.
    let removed: [String]
    let renamed: [Renaming]
    let additions: [Addition]
    /// Whether the values that stay come in another order.
    let isReordered: Bool
    /// A value that another option had before; PostgreSQL cannot tell the two apart.
    let takenOver: String?

    init(from old: [FieldOption], to new: [FieldOption]) {
        let newIDs = Set(new.map(\.id))
        let oldIDs = Set(old.map(\.id))
        removed = old.filter { !newIDs.contains($0.id) }.map(\.value)
        let kept = old.filter { newIDs.contains($0.id) }
        renamed = kept.compactMap { before in
            new.first { $0.id == before.id && $0.value != before.value }.map { Renaming(from: before.value, to: $0.value) }
        }
        isReordered = kept.map(\.id) != new.filter { oldIDs.contains($0.id) }.map(\.id)
        let oldValues = Set(old.map(\.value))
        takenOver =
            new.first { option in
                oldValues.contains(option.value) && !old.contains { $0.id == option.id && $0.value == option.value }
            }?.value
        additions = Self.additions(new, known: oldIDs)
    }

    var isEmpty: Bool { removed.isEmpty && renamed.isEmpty && additions.isEmpty && !isReordered }

    /// Whether the type can be changed without the column being rewritten.
    var isInPlace: Bool { removed.isEmpty && !isReordered }

    /// A default under the options' new values.
    func renaming(_ preset: JSONValue) -> JSONValue {
        switch preset {
        case .string(let text): .string(renamed.first { "'\($0.from)'" == text }.map { "'\($0.to)'" } ?? text)
        case .array(let items): .array(items.map(renaming))
        default: preset
        }
    }

    private static func additions(_ new: [FieldOption], known: Set<UUID>) -> [Addition] {
        var additions: [Addition] = []
        for (index, option) in new.enumerated() where !known.contains(option.id) {
            if index > 0 {
                additions.append(Addition(value: option.value, place: .after(new[index - 1].value)))
            } else if let next = new.first(where: { known.contains($0.id) }) {
                additions.append(Addition(value: option.value, place: .first(before: next.value)))
            }
        }
        return additions
    }
}
