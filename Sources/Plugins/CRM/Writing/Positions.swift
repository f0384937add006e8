import Contracts

/// Where new records go among those there are: the first and the last are counted from both ends, in the order of the batch, also
/// past those whose position is given.
struct Positions {
    private let column: String?
    private var first = 0
    private var last = 0
    private var least: Double?
    private var greatest: Double?

    init(of object: ObjectDescription) { column = object.fields.first { $0.type == .position }?.name }

    /// Gives each draft that goes to an end its distance from there, as a value of its row.
    mutating func place(_ drafts: [RecordDraft]) -> [String: Double] {
        var distances: [String: Double] = [:]
        for draft in drafts {
            switch draft.placement {
            case .first:
                first += 1
                distances[draft.id.canonical] = Double(-first)
            case .last:
                last += 1
                distances[draft.id.canonical] = Double(last)
            case .given: note(draft)
            }
        }
        return distances
    }

    /// The common table that both ends are read from; nil when no record goes there.
    func table(of object: ObjectDescription) -> SQL? {
        guard let column, first + last > 0 else { return nil }
        return """
            "place" AS MATERIALIZED (
                SELECT COALESCE(LEAST((SELECT min(\(identifier: column)) FROM \(identifier: object.table)), \(least)::float8), 1)
                    AS "first",
                COALESCE(GREATEST((SELECT max(\(identifier: column)) FROM \(identifier: object.table)), \(greatest)::float8), 1)
                    AS "last"
            )
            """
    }

    private mutating func note(_ draft: RecordDraft) {
        guard let value = draft.values.first(where: { $0.column == column }), case .bound(.text(let text)) = value.value,
            let position = Double(text)
        else { return }
        least = min(least ?? position, position)
        greatest = max(greatest ?? position, position)
    }
}
