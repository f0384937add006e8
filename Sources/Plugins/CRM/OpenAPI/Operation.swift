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
    /// Operations that the id of the record in the answer leads to, and where it stands there.
    var links: (operations: [String], id: String)?

    var described: JSONValue {
        var operation = JSONObject([
            JSONMember("tags", [.string(tag)]), JSONMember("summary", .string(summary)), JSONMember("operationId", .string(id)),
        ])
        if !parameters.isEmpty {
            operation["parameters"] = .array(parameters.map { ["$ref": .string("#/components/parameters/" + $0)] })
        }
        if let body { operation["requestBody"] = ["required": true, "content": Self.json(body)] }
        operation["responses"] = .object(JSONObject([JSONMember(String(status), success)] + OpenAPIRefusals.references))
        return .object(operation)
    }

    private var success: JSONValue {
        var success = JSONObject([JSONMember("description", "Done."), JSONMember("content", Self.json(answer))])
        if let links {
            success["links"] = .object(
                JSONObject(
                    links.operations.map {
                        JSONMember($0, ["operationId": .string($0), "parameters": ["id": .string("$response.body#" + links.id)]])
                    }))
        }
        return .object(success)
    }

    private static func json(_ schema: JSONValue) -> JSONValue { ["application/json": ["schema": schema]] }
}
