/// What is wrong with the parameter `fields`.
enum FieldsFault: Equatable {
    case empty
    /// Names that are no fields of the object, or none that the caller may see.
    case unknown([String], object: String)
    /// One-to-many relations, which a record shows at depth 1 alone.
    case needDepth([String])

    var message: String {
        switch self {
        case .empty: "'fields' parameter is empty. Name at least one field, eg: fields=id,createdAt"
        case .unknown(let names, let object):
            "'fields' parameter invalid. Object \(object) has no readable field: \(Self.list(names))"
        case .needDepth(let names):
            "'fields' parameter invalid. One-to-many relations need a positive depth (depth=1): \(Self.list(names))"
        }
    }

    /// As many as a message can hold.
    private static func list(_ names: [String]) -> String {
        names.prefix(20).map { String($0.prefix(100)) }.joined(separator: ", ")
    }
}
