import Contracts

/// The ids that one column of some records holds.
struct RelatedIDs {
    /// Each once.
    let ids: [String]
    /// For each record the place of its id in `ids`; nil when it names none.
    let places: [Int?]

    init(of rows: [Row], column: Int) {
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
    }
}
