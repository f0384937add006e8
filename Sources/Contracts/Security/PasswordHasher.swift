/// Hashes passwords, away from the threads that serve requests, and never more at once than the host allows.
public protocol PasswordHasher: Sendable {
    /// A PHC string of `password` under a new salt and the current parameters.
    ///
    /// - Throws: `PasswordHasherError.busy` when too many hashes are waiting already.
    func hash(_ password: Secret) async throws -> String

    /// Whether `password` is the one behind `hash`. With nil it does the same work against nothing and says no, so that an
    /// unknown account costs what a known one costs.
    func verify(_ password: Secret, against hash: String?) async throws -> PasswordVerdict
}

public struct PasswordVerdict: Sendable, Equatable {
    public let matches: Bool
    /// The stored hash was made under older parameters and should be made anew.
    public let needsRehash: Bool

    public init(matches: Bool, needsRehash: Bool) {
        self.matches = matches
        self.needsRehash = needsRehash
    }
}

public enum PasswordHasherError: Error, Equatable, Sendable {
    case busy
    case malformedHash
}

extension PasswordHasherError: HTTPRepresentable {
    public var problem: Problem {
        switch self {
        case .busy: Problem(.overloaded, "Too many sign-ins at once. Try again shortly.", retryAfterSeconds: 1)
        case .malformedHash: Problem(.internalError, "The request could not be completed.")
        }
    }
}
