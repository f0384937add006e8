import Contracts

/// The fields that a request asks to see, by their names.
struct FieldSelection: Equatable {
    /// Each once, in the order they were asked for.
    let names: [String]

    /// Reads `fields=name,emails`; given more than once, the lists are one.
    ///
    /// - Returns: nil when the parameter is absent.
    /// - Throws: `CRMError.invalidFields` when it names nothing.
    init?(_ query: QueryParameters) throws(CRMError) {
        let lists = query.all("fields")
        if lists.isEmpty { return nil }
        var known: Set<String> = []
        var names: [String] = []
        for list in lists {
            for item in list.split(separator: ",") {
                let name = String(Self.trimmed(item))
                if !name.isEmpty, known.insert(name).inserted { names.append(name) }
            }
        }
        guard !names.isEmpty else { throw .invalidFields(.empty) }
        self.names = names
    }

    /// Those of the `readable` fields that are named, in the order of the object, with the id always among them.
    ///
    /// - Throws: `CRMError.invalidFields` for names that are not among them, and for one-to-many relations at depth 0.
    func fields(among readable: [FieldDescription], of object: ObjectDescription, at depth: RecordDepth) throws(CRMError)
        -> [FieldDescription]
    {
        let chosen = Set(names)
        let fields = readable.filter { $0.name == "id" || chosen.contains($0.name) }
        let known = Set(fields.map(\.name))
        let unknown = names.filter { !known.contains($0) }
        guard unknown.isEmpty else { throw .invalidFields(.unknown(unknown, object: object.singular)) }
        if depth == .records {
            let collections = fields.filter(\.isOneToMany).map(\.name)
            guard collections.isEmpty else { throw .invalidFields(.needDepth(names.filter(collections.contains))) }
        }
        return fields
    }

    private static func trimmed(_ item: Substring) -> Substring {
        var item = item
        while item.first?.isWhitespace == true { item.removeFirst() }
        while item.last?.isWhitespace == true { item.removeLast() }
        return item
    }
}
