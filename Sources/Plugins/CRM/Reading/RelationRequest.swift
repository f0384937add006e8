import Contracts

/// The ids by which one relation of some records is looked up.
struct RelationRequest {
    let expansion: Expansion
    /// Each once.
    let ids: [String]
    /// For each record the place of its id in `ids`; nil when it names none.
    let places: [Int?]
    /// The place in the records' select list of the column that `ids` were read from.
    let column: Int

    /// Nil when the records were read without the column that the relation needs.
    init?(_ expansion: Expansion, of rows: [Row], in shape: RecordShape) {
        let relation = expansion.relation
        let source = relation.isManyToOne ? relation : shape.fields.first { $0.name == "id" }
        guard let column = source.flatMap({ shape.position(of: $0) }) else { return nil }
        var known: [String: Int] = [:]
        var ids: [String] = []
        places = rows.map { row in
            guard let id = row.text(column) else { return nil }
            if let place = known[id] { return place }
            known[id] = ids.count
            ids.append(id)
            return ids.count - 1
        }
        self.ids = ids
        self.expansion = expansion
        self.column = column
    }
}
