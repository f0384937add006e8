import Contracts
import FoundationEssentials

/// Drafts that one statement writes: the same columns of each, and from the same sources.
///
/// What a column holds is a value of the draft's own row, or something that the statement finds out for all of them.
struct DraftGroup {
    enum Source: Hashable {
        case row
        /// The value of the row counts from the first or the last position there is.
        case first, last
        case standard
        case actorSource, actorID, actorName

        init(_ source: ColumnValue.Source) {
            self =
                switch source {
                case .bound: .row
                case .firstPosition: .first
                case .lastPosition: .last
                case .standard: .standard
                case .actorSource: .actorSource
                case .actorID: .actorID
                case .actorName: .actorName
                }
        }
    }

    struct Column: Hashable {
        let name: String
        let source: Source
    }

    /// In the order in which the drafts named them first, without the id.
    private(set) var columns: [Column] = []
    private(set) var drafts: [RecordDraft] = []

    /// The drafts as groups in which each gives what decides the statement: columns that have a default of their own can be left to
    /// it only by not naming them. The others are NULL where a draft does not give them.
    static func inserted(_ drafts: [RecordDraft], of object: ObjectDescription) -> [DraftGroup] {
        let defaulted = Set(object.fields.filter(\.hasDefault).flatMap { $0.columns.map(\.name) })
        return grouped(drafts) { columns in
            Set(columns.filter { $0.source != .row || defaulted.contains($0.name) })
        }
    }

    /// The drafts as groups of exactly the same columns: an update leaves alone what a draft does not give.
    static func updated(_ drafts: [RecordDraft]) -> [DraftGroup] { grouped(drafts) { Set($0) } }

    private static func grouped(_ drafts: [RecordDraft], by key: ([Column]) -> Set<Column>) -> [DraftGroup] {
        var groups: [DraftGroup] = []
        var places: [Set<Column>: Int] = [:]
        for draft in drafts {
            let columns = draft.values.map { Column(name: $0.column, source: Source($0.value)) }
            let place = places[key(columns), default: groups.count]
            if place == groups.count {
                places[key(columns)] = place
                groups.append(DraftGroup())
            }
            groups[place].append(draft, columns)
        }
        return groups
    }

    private mutating func append(_ draft: RecordDraft, _ columns: [Column]) {
        drafts.append(draft)
        let known = Set(self.columns)
        self.columns += columns.filter { !known.contains($0) }
    }
}
