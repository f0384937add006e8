/// Why an operator key was not made or revoked.
public enum OperatorKeyError: Error, Equatable, Sendable {
    /// A name is 1 to 64 letters, digits, `.`, `_`, `@` or `-`, beginning with a letter or digit.
    case malformedName
    /// The name belongs to another key, which may be a revoked one.
    case nameTaken
    case unknown
    case alreadyRevoked
}

extension OperatorKeyError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformedName:
            "a key's name is 1 to 64 letters, digits, '.', '_', '@' or '-', and begins with a letter or digit"
        case .nameTaken: "another key has this name; a revoked key keeps its name, too"
        case .unknown: "there is no key of this name"
        case .alreadyRevoked: "the key is revoked already"
        }
    }
}
