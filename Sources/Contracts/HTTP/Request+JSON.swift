internal import HTTPTypes

extension Request {
    /// The body as one JSON object.
    ///
    /// - Throws: `RequestFault` when the body is not declared as JSON, is not valid JSON, or is not an object.
    public func jsonObject() throws(RequestFault) -> JSONObject {
        guard case .object(let object) = try jsonValue() else { throw .notAnObject }
        return object
    }

    /// The body as JSON of any kind.
    public func jsonValue() throws(RequestFault) -> JSONValue {
        guard let contentType = fields[.contentType], Self.isJSON(contentType) else { throw .unsupportedMediaType }
        do {
            return try JSONParser.parse(body)
        } catch {
            throw .malformedJSON(error)
        }
    }

    /// `application/json` or a type with the `+json` suffix (RFC 6839 §3.1), in UTF-8 (RFC 8259 §8.1).
    private static func isJSON(_ contentType: String) -> Bool {
        let parts = contentType.lowercased().split(separator: ";")
        guard let first = parts.first else { return false }
        let type = first.filter { $0 != " " && $0 != "\t" }
        guard type == "application/json" || (type.hasPrefix("application/") && type.hasSuffix("+json")) else { return false }
        return parts.dropFirst().allSatisfy { parameter in
            let text = parameter.filter { $0 != " " && $0 != "\"" }
            return !text.hasPrefix("charset=") || text == "charset=utf-8" || text == "charset=utf8"
        }
    }
}
