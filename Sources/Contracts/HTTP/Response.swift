public import HTTPTypes

/// One answer. The front adds `Content-Length` and the request id.
public struct Response: Sendable {
    public var status: HTTPResponse.Status
    public var fields: HTTPFields
    public var body: [UInt8]
    /// Makes the body of an answer that is too large to be held, in place of `body`. It runs once the handler has returned, within
    /// the same deadline, allowance and cancellation.
    ///
    /// What it throws before its first piece is answered like any other error; afterwards the answer breaks off, which tells its
    /// reader that it is not whole.
    public var stream: (@Sendable (any ResponseWriter) async throws -> Void)?

    public init(status: HTTPResponse.Status, fields: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// An answer of any length, which only routes that stream may give.
    public init(
        status: HTTPResponse.Status, fields: HTTPFields, stream: @escaping @Sendable (any ResponseWriter) async throws -> Void
    ) {
        self.init(status: status, fields: fields)
        self.stream = stream
    }

    /// An answer whose body is already-encoded JSON. It is about the one who asked, so no cache keeps it unless the handler says so.
    public static func json(_ body: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, fields: jsonFields, body: body)
    }

    /// The same in another type of JSON.
    public static func json(_ body: [UInt8], status: HTTPResponse.Status = .ok, contentType: String) -> Response {
        Response(status: status, fields: [.contentType: contentType, .cacheControl: "no-store"], body: body)
    }

    /// Shared by all answers, as making header fields costs as much as a small body.
    private static let jsonFields: HTTPFields = [
        .contentType: "application/json; charset=utf-8", .cacheControl: "no-store",
    ]

    /// The envelope of the product's own routes: `{"success":true,"data":…}`.
    public static func success(_ data: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("success")
        writer.write(true)
        writer.key("data")
        writer.write(data)
        writer.endObject()
        return .json(writer.bytes, status: status)
    }

    /// What was asked for goes on after the answer (RFC 9110 §15.3.3); how it fares can be seen at `path`.
    ///
    /// - Parameter isPreferred: the client asked not to be kept waiting, and is told that it had its way (RFC 7240 §3).
    public static func accepted(_ data: JSONValue, at path: String, isPreferred: Bool = false) -> Response {
        var response = success(data, status: .accepted)
        response.fields[.location] = path
        if isPreferred, let name = HTTPField.Name.preferenceApplied { response.fields[name] = "respond-async" }
        return response
    }
}
