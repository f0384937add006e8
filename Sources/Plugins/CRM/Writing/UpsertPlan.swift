import Contracts
import FoundationEssentials

/// Which drafts of an upsert become new records, and which are laid over records that exist.
struct UpsertPlan {
    private(set) var inserts: [RecordDraft] = []
    /// Under the ids of the records that they change, each once: what several drafts say of one is laid over it in their order.
    private(set) var updates: [RecordDraft] = []
    /// The ids of the records in the order of the answer: changed ones, then new ones.
    private(set) var order: [UUID] = []

    /// - Parameter matches: the result of `UniqueMatches.query`
    /// - Throws: `CRMError.refusedWrite` for a draft whose unique values are those of several records, `.duplicateEntry` when two
    ///   drafts would be the same new record.
    init(_ drafts: [RecordDraft], _ matches: RowSet, _ search: UniqueMatches) throws {
        var found: [[UUID]] = Array(repeating: [], count: drafts.count)
        for index in 0..<matches.count {
            found[try matches[index].decode(at: 0, as: Int.self) - 1].append(try matches[index].decode(at: 1))
        }
        for (draft, ids) in zip(drafts, found) {
            switch ids.count {
            case 0: inserts.append(draft)
            case 1: update(ids[0], with: draft.changes)
            default: throw CRMError.refusedWrite(.severalMatches(search.description(of: draft)))
            }
        }
        guard !search.collide(inserts) else { throw CRMError.duplicateEntry }
        order += inserts.map(\.id)
        // Upserts of the same records lock them in the same order.
        updates.sort { $0.id.canonical < $1.id.canonical }
    }

    private mutating func update(_ id: UUID, with changes: [ColumnValue]) {
        order.append(id)
        guard let known = updates.firstIndex(where: { $0.id == id }) else {
            return updates.append(RecordDraft(id: id, values: changes))
        }
        let columns = Set(changes.map(\.column))
        updates[known].values = updates[known].values.filter { !columns.contains($0.column) } + changes
    }
}

extension RecordDraft {
    /// What the draft changes of a record that exists: not who made it, and its place only where the caller said so.
    fileprivate var changes: [ColumnValue] {
        values.filter { value in
            if ["updatedAt", "deletedAt"].contains(value.column) || value.column.hasPrefix("createdBy") { return false }
            return isPositionGiven || value.value != .firstPosition
        }
    }
}
