extension ObjectModel {
    /// - Throws: `MetadataFault` when the names are not ones, are the same, or are not those of the labels though they should be.
    func checkNames() throws(MetadataFault) {
        for name in [nameSingular, namePlural] { try MetadataName.check(name, of: .object) }
        guard nameSingular != namePlural else { throw .sameSingularAndPlural(nameSingular) }
        guard isLabelSyncedWithName else { return }
        for (name, label) in [(nameSingular, labelSingular), (namePlural, labelPlural)] {
            let expected = MetadataName.name(for: label)
            guard name == expected else { throw .nameNotSynced(name, expected: expected, .object) }
        }
    }

    /// - Throws: `MetadataFault.invalidName` when PostgreSQL would cut an identifier that the object's name becomes part of.
    func checkIdentifiers() throws(MetadataFault) {
        var identifiers = [table, legName + "Id"]
        for field in fields { identifiers += field.identifiers(in: table) }
        guard let longest = identifiers.map(\.utf8.count).max(), longest > MetadataName.identifierLimit else { return }
        let limit = nameSingular.utf8.count - (longest - MetadataName.identifierLimit)
        throw .invalidName(nameSingular, .length(limit: limit), .object)
    }
}
