internal import HTTPTypes

/// How a family of routes words its errors. The host has one, RFC 9457; a plugin that speaks another product's interface brings its own.
public protocol ErrorShape: Sendable {
    /// The answer to `error`, whose safe content is `problem`. The host adds `Retry-After`, `Allow` and `WWW-Authenticate`.
    func response(to error: any Error, problem: Problem, requestID: String) -> Response
}

/// RFC 9457 `application/problem+json` with a stable `code` and the `request_id`.
public struct ProblemDetails: ErrorShape {
    public init() {}

    public func response(to error: any Error, problem: Problem, requestID: String) -> Response {
        let status = problem.code.status
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("type", "about:blank")
        writer.member("title", problem.code.title)
        writer.key("status")
        writer.write(status.code)
        writer.member("code", problem.code.rawValue)
        writer.member("detail", problem.detail)
        writer.member("request_id", requestID)
        if !problem.faults.isEmpty {
            writer.key("errors")
            writer.beginArray()
            for fault in problem.faults {
                writer.beginObject()
                writer.member("field", fault.field)
                writer.member("message", fault.message)
                writer.endObject()
            }
            writer.endArray()
        }
        for member in problem.extensions {
            writer.key(member.name)
            writer.write(member.value)
        }
        writer.endObject()
        return .json(writer.bytes, status: status, contentType: "application/problem+json")
    }
}
