import Contracts

extension FieldModel {
    /// - Throws: `MetadataFault.invalidDefault`.
    func checkedDefault(_ value: JSONValue) throws(MetadataFault) -> JSONValue? {
        guard value != .null else { return nil }
        guard let type, ![.relation, .morphRelation, .files, .searchVector].contains(type) else {
            throw .invalidDefault(field: name, self.type ?? .text)
        }
        return try DefaultInput(field: name, type: type, options: options ?? []).parse(value)
    }
}
