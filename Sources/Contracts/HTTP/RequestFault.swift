/// A request that cannot be understood, whatever it asks for.
public enum RequestFault: Error, Equatable, Sendable {
    case malformedQuery
    case malformedPath
    case malformedJSON(JSONError)
    case notAnObject
    case unsupportedMediaType
    case invalid([FieldFault])
    case invalidIdentifier(name: String)
}

extension RequestFault: HTTPRepresentable {
    public var problem: Problem {
        switch self {
        case .malformedQuery: Problem(.malformedRequest, "The query string holds a NUL.")
        case .malformedPath: Problem(.malformedRequest, "The path is not valid percent-encoded UTF-8.")
        case .malformedJSON(let error): Problem(.malformedJSON, "The body is not valid JSON: \(error).")
        case .notAnObject: Problem(.validationFailed, "The body must be a JSON object.")
        case .unsupportedMediaType: Problem(.unsupportedMediaType, "The body must be sent as application/json.")
        case .invalid(let faults):
            Problem(.validationFailed, faults.map { "\($0.field): \($0.message)" }.joined(separator: "; "), faults: faults)
        case .invalidIdentifier(let name): Problem(.invalidIdentifier, "'\(name)' must be a UUID.")
        }
    }
}
