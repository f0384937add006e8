import Contracts

/// One method of a path, as the document describes it.
struct Operation {
    let id: String
    let tag: String
    let summary: String
    /// Keys of `components.parameters`.
    var parameters: [String] = []
    /// The schema of the body; nil when there is none.
    var body: JSONValue?
    var status = 200
    /// The schema of the answer.
    let answer: JSONValue

    var described: JSONValue {
        var operation = JSONObject([
            JSONMember("tags", [.string(tag)]), JSONMember("summary", .string(summary)), JSONMember("operationId", .string(id)),
        ])
        if !parameters.isEmpty {
            operation["parameters"] = .array(parameters.map { ["$ref": .string("#/components/parameters/" + $0)] })
        }
        if let body { operation["requestBody"] = ["required": true, "content": Self.json(body)] }
        let success = JSONMember(String(status), ["description": "Done.", "content": Self.json(answer)])
        operation["responses"] = .object(JSONObject([success] + OpenAPIRefusals.references))
        return .object(operation)
    }

    private static func json(_ schema: JSONValue) -> JSONValue { ["application/json": ["schema": schema]] }
}
