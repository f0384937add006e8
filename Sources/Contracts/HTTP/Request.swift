public import HTTPTypes

/// One HTTP request as nginx handed it over. It never changes, and is passed along without being copied.
public final class Request: Sendable {
    public let method: HTTPRequest.Method
    /// The path as the client sent it, still percent-encoded, without the query.
    public let path: String
    /// The part after `?`, still encoded; empty when there is none.
    public let query: String
    public let fields: RequestFields
    /// The whole body, within the route's limit; empty when the route has it come as `bodyStream`.
    public let body: [UInt8]
    /// The client's address as nginx saw it (`REMOTE_ADDR`), never from a client's header.
    public let remoteAddress: String
    /// The request's identity (`REQUEST_ID`), in every log line and problem.
    public let id: String
    /// When the front took the request from the socket.
    public let receivedAt: ContinuousClock.Instant
    /// Where the body is read from when it is not held.
    let bodySource: (any BodySource)?

    public init(
        method: HTTPRequest.Method, path: String, query: String = "", fields: RequestFields = [:], body: [UInt8] = [],
        remoteAddress: String = "", id: String = "", receivedAt: ContinuousClock.Instant = .now,
        bodySource: (any BodySource)? = nil
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.fields = fields
        self.body = body
        self.remoteAddress = remoteAddress
        self.id = id
        self.receivedAt = receivedAt
        self.bodySource = bodySource
    }

    /// The body as it arrives, of whatever size. On a route that streams it is the only way to it; elsewhere it is `body` in one piece.
    public var bodyStream: BodyStream { BodyStream(held: body, source: bodySource) }
}
