import Contracts

/// The ids by which one relation of some records is looked up.
struct RelationRequest {
    let expansion: Expansion
    let wanted: RelatedIDs
    /// The place in the records' select list of the column that the ids were read from.
    let column: Int

    /// Those of the view's relations whose column is among those that `rows` were read with; the column of ids, which all one-to-many
    /// relations share, is gone through once.
    static func all(of rows: [Row], in view: RecordView) -> [RelationRequest] {
        var read: [Int: RelatedIDs] = [:]
        return view.expansions.compactMap { expansion in
            let relation = expansion.relation
            let source = relation.isManyToOne ? relation : view.shape.fields.first { $0.name == "id" }
            guard let column = source.flatMap({ view.shape.position(of: $0) }) else { return nil }
            let wanted =
                read[column]
                ?? (relation.isManyToOne ? RelatedIDs(of: rows, column: column) : RelatedIDs(ofKeysIn: column, of: rows))
            read[column] = wanted
            return RelationRequest(expansion: expansion, wanted: wanted, column: column)
        }
    }
}
