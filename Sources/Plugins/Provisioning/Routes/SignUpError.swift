import Contracts

/// Why a sign-up was refused.
enum SignUpError: Error, Equatable {
    case closed
    case planUnknown(String)
    case planNotSelfService(String)
    /// As many organizations are being created as may.
    case busy
    /// The same registration came before and is not settled yet.
    case inProgress
    /// Another registration came under the same key.
    case keyReused
}

extension SignUpError: HTTPRepresentable {
    var problem: Problem {
        switch self {
        case .closed: Problem(.signUpClosed, "Sign-up is closed.")
        case .planUnknown:
            Problem(
                .planUnknown, "There is no such plan.", faults: [FieldFault(field: "plan", message: "is not the name of a plan")])
        case .planNotSelfService:
            Problem(.planNotSelfService, "This plan cannot be taken at sign-up. Please ask the provider for it.")
        case .inProgress:
            Problem(.signUpInProgress, "The same registration is being worked on. Repeat it shortly.", retryAfterSeconds: 1)
        case .keyReused:
            Problem(.idempotencyKeyReused, "Something else was sent under this Idempotency-Key: give each registration its own.")
        case .busy: Problem(.overloaded, "Too many organizations are being created. Try again shortly.", retryAfterSeconds: 1)
        }
    }
}
