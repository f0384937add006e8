/// A caller of the wrong kind.
public enum CallerError: Error, Equatable, Sendable {
    /// The route is for users alone.
    case apiKeyNotAccepted
}

extension CallerError: HTTPRepresentable {
    public var problem: Problem { Problem(.apiKeyNotAccepted, "API keys are not accepted here: sign in as a user.") }
}
