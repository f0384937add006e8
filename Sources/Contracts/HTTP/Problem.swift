public import HTTPTypes

/// What a client is told of an error (RFC 9457). It holds nothing internal: details go to the log.
public struct Problem: Sendable, Equatable {
    public var code: ErrorCode
    /// One sentence on this occurrence, safe to show.
    public var detail: String
    /// Each faulty field of the request, when there are some.
    public var faults: [FieldFault]
    /// Seconds after which a retry is sensible (`Retry-After`, RFC 9110 §10.2.3).
    public var retryAfterSeconds: Int?
    /// Methods that the path does have (`Allow`, RFC 9110 §10.2.1).
    public var allowedMethods: [HTTPRequest.Method]
    /// Members of the body beyond the standard ones (RFC 9457 §3.2).
    public var extensions: [JSONMember]

    public init(
        _ code: ErrorCode, _ detail: String, faults: [FieldFault] = [], retryAfterSeconds: Int? = nil,
        allowedMethods: [HTTPRequest.Method] = [], extensions: [JSONMember] = []
    ) {
        self.code = code
        self.detail = detail
        self.faults = faults
        self.retryAfterSeconds = retryAfterSeconds
        self.allowedMethods = allowedMethods
        self.extensions = extensions
    }
}

/// One field of a request that is wrong, and why.
public struct FieldFault: Sendable, Equatable {
    /// The field's name as the client wrote it.
    public let field: String
    public let message: String

    public init(field: String, message: String) {
        self.field = field
        self.message = message
    }
}
