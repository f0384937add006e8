import Contracts

/// Why a sign-up was refused before it began.
enum SignUpError: Error, Equatable {
    case closed
    case planUnknown(String)
    case planNotSelfService(String)
    /// As many organizations are being created as may.
    case busy
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
        case .busy: Problem(.overloaded, "Too many organizations are being created. Try again shortly.", retryAfterSeconds: 1)
        }
    }
}
