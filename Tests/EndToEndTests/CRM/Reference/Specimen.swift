import Contracts
import TestSupport

/// A custom object with a field of every type, and records of it for whatever can be asked of a field. For what changes nothing.
///
/// `a1` and `a2` have the lower value of each field, `b` the higher one, `n1` and `n2` have none; their ids ascend in this order.
struct Specimen: Sendable {
    static let names = ["a1", "a2", "b", "n1", "n2"]

    let call: RecordCaller

    static var shared: Specimen {
        get async throws { try await making.value }
    }

    /// An organization of its own whose `specimens` are those of `shared`, for what changes something.
    static func fresh() async throws -> Specimen { try await make() }

    /// The id of a record, or of any number that has none.
    static func id(_ number: Int) -> String { "00000000-0000-4000-8000-00000000000\(number)" }

    /// The names of the records that a query finds, in the order of the answer.
    func found(_ query: String) async throws -> [String] {
        let reply = try await call("GET", "/rest/specimens?\(query)")
        guard reply.status == 200 else { throw UnexpectedReply(reply) }
        return reply.json["data"]["specimens"].elements.map { $0["name"].string }
    }

    /// The names of the records that a filter finds, by their ids.
    func found(filter: String) async throws -> [String] { try await found("filter=\(RecordCaller.escaped(filter))") }

    private static let making = Task { try await make() }

    private static func make() async throws -> Specimen {
        let metadata = try await MetadataCaller.fresh()
        let object = try await metadata.makeObject("specimen", "specimens")
        for (name, type) in fields { try await metadata.makeField(object, name, type, options[type] ?? [:]) }
        let company = MetadataCaller.relation(
            "MANY_TO_ONE", to: try await metadata.object("company")["id"].string, label: "Specimens")
        try await metadata.makeField(object, "company", "RELATION", company)
        let call = metadata.records
        for company in companies { _ = try await call.create("companies", company) }
        for (index, name) in names.enumerated() {
            var body = JSONObject([JSONMember("id", .string(id(index + 1))), JSONMember("name", .string(name))])
            body["position"] = .integer(index + 1)
            if case .object(let values) = name.hasPrefix("a") ? low : name == "b" ? high : [:] {
                for value in values.members { body[value.name] = value.value }
            }
            _ = try await call.create("specimens", .object(body))
        }
        return Specimen(call: call)
    }
}
