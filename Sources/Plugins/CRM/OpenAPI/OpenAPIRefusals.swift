import Contracts

/// The answers to what is refused, by status.
enum OpenAPIRefusals {
    /// What any operation may meet.
    static let common = [400, 401, 403, 404, 408, 413, 414, 415, 429, 502, 503, 504]

    static let members: [JSONMember] = common.map { status in
        var answer = JSONObject([JSONMember("description", .string(description(of: status)))])
        var content = JSONObject([JSONMember("application/json", ["schema": error])])
        if saidByTheFront.contains(status) { content["application/problem+json"] = ["schema": problem] }
        answer["content"] = .object(content)
        return JSONMember(String(status), .object(answer))
    }

    static let references: [JSONMember] = common.map { status in
        JSONMember(String(status), ["$ref": .string("#/components/responses/\(status)")])
    }

    /// Found before a request reaches the records, and told in the words of what found it.
    private static let saidByTheFront: Set = [400, 408, 413, 414, 429, 502, 503, 504]

    private static func description(of status: Int) -> String {
        switch status {
        case 400: "The request is wrong, or the role does not allow it."
        case 401: "The token is not valid."
        case 403: "There is no token, it is not valid here, or a limit of the organization's is reached."
        case 404: "There is no such record."
        case 408: "The request did not arrive in time."
        case 413: "The body is too large."
        case 414: "The address is too long."
        case 415: "The body is not JSON."
        case 429: "There are more requests than the plan allows."
        case 502: "No host answered."
        case 503: "Try again shortly."
        default: "It took longer than it may."
        }
    }

    /// Twenty's three shapes: of the records, of the token check, and of what could not be read.
    private static let error: JSONValue = [
        "type": "object",
        "properties": [
            "statusCode": ["type": "integer"], "error": Schema.text, "messages": Schema.list(of: Schema.text, atLeast: 1),
            "message": Schema.text, "code": Schema.text,
        ],
        "required": ["statusCode", "error"], "additionalProperties": false,
        "oneOf": [["required": ["messages"]], ["required": ["message"]]],
    ]

    /// RFC 9457.
    private static let problem: JSONValue = [
        "type": "object",
        "properties": [
            "type": Schema.text, "title": Schema.text, "status": ["type": "integer"], "code": Schema.text, "detail": Schema.text,
            "request_id": Schema.text,
        ],
        "required": ["type", "title", "status", "code"],
    ]
}
