import Contracts

/// The ids that one column of some records holds.
struct RelatedIDs {
    /// Each once, but where each record is looked up by itself.
    let ids: [String]
    /// For each record the place of its id in `ids`; nil when it names none.
    let places: [Int?]

    /// The records' own, which differ anyway.
    init(ofKeysIn column: Int, of rows: [Row]) {
        ids = rows.compactMap { $0.text(column) }
        places = Array(ids.indices)
    }

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
