/// Why an operator key was not made or revoked. The command line says it in words.
public enum OperatorKeyError: Error, Equatable, Sendable {
    /// A name is 1 to 64 letters, digits, `.`, `_`, `@` or `-`, beginning with a letter or digit.
    case malformedName
    /// The name belongs to another key, which may be a revoked one.
    case nameTaken
    case unknown
    case alreadyRevoked
}
