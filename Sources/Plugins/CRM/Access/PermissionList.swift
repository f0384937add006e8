import Contracts

/// Reads the lists in which a role's rights are sent.
enum PermissionList {
    /// More than any workspace has fields to close.
    static let mostEntries = 2000

    /// The objects in the list `name`, numbered.
    static func entries(_ name: String, of body: JSONObject) throws(RequestFault) -> [(place: String, entry: JSONObject)] {
        guard case .array(let values)? = body[name], values.count <= mostEntries else {
            throw .invalid([FieldFault(field: name, message: "must be a list of at most \(mostEntries) objects")])
        }
        var entries: [(String, JSONObject)] = []
        for (index, value) in values.enumerated() {
            guard case .object(let entry) = value else {
                throw .invalid([FieldFault(field: "\(name)[\(index)]", message: "must be an object")])
            }
            entries.append(("\(name)[\(index)]", entry))
        }
        return entries
    }

    /// - Throws: `RequestFault.invalid` with the faults of one entry, under the entry's place.
    static func finish(_ fields: FieldReader, _ place: String) throws(RequestFault) {
        guard fields.faults.isEmpty else {
            throw .invalid(fields.faults.map { FieldFault(field: "\(place).\($0.field)", message: $0.message) })
        }
    }
}

extension FieldReader {
    /// The object that a plural means; nil after a fault was recorded.
    mutating func object(_ name: String, in catalogue: Catalogue) -> ObjectDescription? {
        let text = string(name, length: 1...200)
        guard !text.isEmpty else { return nil }
        let found = try? catalogue.object(plural: text)
        if found == nil { fail(name, "is no object of the workspace") }
        return found
    }
}
