import HTTPTypes

/// Keeps records of objects with very many fields readable: without a selection, an answer shows 200 of them at most.
enum FieldCap {
    static let most = 200

    /// Those that are kept, in the order of the object: what identifies a record and what every record has, then the standard
    /// fields, then the others by name.
    static func kept(of fields: [FieldDescription], in object: ObjectDescription) -> [FieldDescription] {
        let leading = ["id", object.labelField, object.imageField, "createdAt", "updatedAt", "deletedAt", "position"]
            .compactMap { $0 }
        func rank(_ field: FieldDescription) -> (Int, String) {
            if let place = leading.firstIndex(of: field.name) { return (place, "") }
            return (leading.count + (field.isCustom ? 1 : 0), field.name)
        }
        let kept = Set(fields.sorted { rank($0) < rank($1) }.prefix(most).map(\.name))
        return fields.filter { kept.contains($0.name) }
    }

    /// Tells the caller that there is more than the answer shows.
    static let headers: HTTPFields = {
        var headers = HTTPFields()
        if let capped = HTTPField.Name("X-Twenty-Fields-Capped") { headers[capped] = "true" }
        if let most = HTTPField.Name("X-Twenty-Fields-Max") { headers[most] = String(Self.most) }
        return headers
    }()
}
