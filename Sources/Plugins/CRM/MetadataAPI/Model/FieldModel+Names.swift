extension FieldModel {
    /// - Throws: `MetadataFault` when the name is none, or not the label's though it should be.
    func checkName() throws(MetadataFault) {
        try MetadataName.check(name, of: .field)
        let expected = MetadataName.name(for: label)
        guard !isLabelSyncedWithName || name == expected else { throw .nameNotSynced(name, expected: expected, .field) }
    }

    /// Names of the columns and types that the field is stored in.
    func identifiers(in table: String) -> [String] {
        columns(of: table).flatMap { [$0.name] + ($0.type.enumeration.map { [$0.name] } ?? []) }
    }

    /// - Throws: `MetadataFault.invalidName` when PostgreSQL would cut an identifier that the field's name becomes part of.
    func checkIdentifiers(in table: String) throws(MetadataFault) {
        guard let longest = identifiers(in: table).map(\.utf8.count).max(), longest > MetadataName.identifierLimit else { return }
        throw .invalidName(name, .length(limit: name.utf8.count - (longest - MetadataName.identifierLimit)), .field)
    }
}
