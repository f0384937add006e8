import Contracts
import FoundationEssentials

/// A record that is about to be written: its id, and what its columns are to hold.
struct RecordDraft {
    /// Made by the host when the caller gave none, so that the answer's rows can be told apart.
    let id: UUID
    let isIDGiven: Bool
    /// The caller said where the record goes, be it to the front.
    let isPositionGiven: Bool
    /// Without the id's own column.
    var values: [ColumnValue]

    /// A record whose id is known.
    init(id: UUID, values: [ColumnValue]) {
        self.id = id
        self.values = values
        (isIDGiven, isPositionGiven) = (true, true)
    }

    /// - Parameter connected: the columns of the relations that the input connects
    init(_ input: RecordInput, connected: [ColumnValue] = []) {
        let given = input.values.lazy.compactMap(\.givenID).first
        id = given ?? UUID()
        isIDGiven = given != nil
        isPositionGiven = input.isPositionGiven
        values = input.values.filter { $0.column != "id" } + connected
    }

    /// The columns whose values the draft itself says.
    var bound: [String: SQLValue] {
        Dictionary(
            values.compactMap { value in
                if case .bound(let bound) = value.value { (value.column, bound) } else { nil }
            }, uniquingKeysWith: { first, _ in first })
    }

    func adding(_ columns: [ColumnValue]) -> RecordDraft {
        var draft = self
        draft.values += columns
        return draft
    }

    /// What the record's position is said to be.
    var placement: Placement {
        for value in values {
            switch value.value {
            case .firstPosition: return .first
            case .lastPosition: return .last
            default: continue
            }
        }
        return .given
    }

    enum Placement: CaseIterable {
        case first, last, given
    }
}

extension ColumnValue {
    /// The id that the caller gave to the record.
    fileprivate var givenID: UUID? {
        guard column == "id", case .bound(.uuid(let id)) = value else { return nil }
        return id
    }
}
