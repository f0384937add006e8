internal import HTTPTypes

/// How a job ended, or failed for now, as whoever waits for it learns.
public struct JobFailure: Error, Sendable {
    /// The step that failed; nil when another host had it.
    public let step: String?
    /// What the kind reports of it.
    public let reason: any Error
    /// Nothing of the job is left. Otherwise it goes on by itself: it is tried, or undone, again.
    public let isUndone: Bool

    public init(step: String?, reason: any Error, isUndone: Bool) {
        self.step = step
        self.reason = reason
        self.isUndone = isUndone
    }
}

/// What a job's row keeps of an error.
public struct JobError: Error, Sendable, Equatable {
    /// A code of `ErrorCode`, or one that only a later program knows.
    public let code: String
    /// For operators. It quotes no value and names no person.
    public let text: String

    public init(code: String, text: String) {
        self.code = code
        self.text = text
    }
}

extension JobError: HTTPRepresentable {
    public var problem: Problem {
        let code = ErrorCode(rawValue: code) ?? .internalError
        // A row tells no time of its own: what could not be done just now is worth another try in a minute.
        return Problem(code, code.title + ".", retryAfterSeconds: code.status == .serviceUnavailable ? 60 : nil)
    }
}
