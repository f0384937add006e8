import Contracts
import TestSupport

/// One administrator's calls to the description of a workspace, through nginx.
struct MetadataCaller: Sendable {
    let records: RecordCaller

    /// The owner of an organization of its own.
    static func fresh() async throws -> MetadataCaller { MetadataCaller(records: try await .fresh()) }

    /// The same with a custom object, `rockets`.
    static func withRockets() async throws -> (call: MetadataCaller, rocket: String) {
        let call = try await fresh()
        return (call, try await call.makeObject("rocket", "rockets"))
    }

    func callAsFunction(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> ProductAPI.Reply {
        try await records(method, "/rest/metadata/\(path)", body)
    }

    /// Makes an object and returns its id.
    func makeObject(_ singular: String, _ plural: String) async throws -> String {
        let body: JSONValue = [
            "nameSingular": .string(singular), "namePlural": .string(plural), "labelSingular": .string("One \(singular)"),
            "labelPlural": .string("Many \(plural)"),
        ]
        return try await made("objects", body)["id"].string
    }

    /// Makes a field and returns it as the answer shows it. Members of `more` go into the body as they are.
    @discardableResult
    func makeField(_ object: String, _ name: String, _ type: String, _ more: JSONValue = [:]) async throws -> JSONValue {
        try await made("fields", Self.field(object, name, type, more))
    }

    static func field(_ object: String, _ name: String, _ type: String, _ more: JSONValue = [:]) -> JSONValue {
        var body = JSONObject([
            JSONMember("objectMetadataId", .string(object)), JSONMember("name", .string(name)), JSONMember("type", .string(type)),
            JSONMember("label", .string("The \(name)")),
        ])
        if case .object(let more) = more { for member in more.members { body[member.name] = member.value } }
        return .object(body)
    }

    static func relation(_ kind: String, to target: String, label: String) -> JSONValue {
        [
            "relationCreationPayload": [
                "type": .string(kind), "targetObjectMetadataId": .string(target), "targetFieldLabel": .string(label),
            ]
        ]
    }

    /// The id of a standard object.
    func object(_ singular: String) async throws -> JSONValue {
        let list = try await self("GET", "objects")
        guard let found = list.json["data"].elements.first(where: { $0["nameSingular"].string == singular }) else {
            throw UnexpectedReply(list)
        }
        return found
    }

    private func made(_ collection: String, _ body: JSONValue) async throws -> JSONValue {
        let reply = try await self("POST", collection, body)
        guard reply.status == 201 else { throw UnexpectedReply(reply) }
        return reply.json
    }
}
