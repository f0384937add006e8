import Contracts

/// What a move has to know, as its job keeps it.
struct MovePayload: Sendable, Equatable {
    let source: Placement
    let target: Placement
    /// When the pause began that led to the switch: milliseconds since 1970, by the registry's clock.
    var heldAt: Int64?
    /// How long it was.
    var pauseMilliseconds: Int?

    init(from source: Placement, to target: Placement) {
        self.source = source
        self.target = target
    }

    init(_ json: JSONObject) throws {
        guard let source = Self.placement(json["source"]), let target = Self.placement(json["target"]) else {
            throw DatabaseError.decoding(column: "payload")
        }
        self.init(from: source, to: target)
        if case .number(let number)? = json["held_at"] { heldAt = number.integer }
        if case .number(let number)? = json["pause_ms"] { pauseMilliseconds = number.integer.map(Int.init) }
    }

    var json: JSONObject {
        JSONObject([
            JSONMember("source", Self.json(source)), JSONMember("target", Self.json(target)),
            JSONMember("held_at", heldAt.map { .number(JSONNumber($0)) } ?? .null),
            JSONMember("pause_ms", pauseMilliseconds.map { .integer($0) } ?? .null),
        ])
    }

    func held(at instant: Int64) -> MovePayload {
        var held = self
        held.heldAt = instant
        return held
    }

    /// For the audit trail.
    var places: [JSONMember] { [JSONMember("from", .string(source.server)), JSONMember("to", .string(target.server))] }

    private static func json(_ placement: Placement) -> JSONValue {
        ["server": .string(placement.server), "database": .string(placement.database), "role": .string(placement.role)]
    }

    private static func placement(_ json: JSONValue?) -> Placement? {
        guard case .object(let members)? = json, case .string(let server)? = members["server"],
            case .string(let database)? = members["database"], case .string(let role)? = members["role"]
        else { return nil }
        return Placement(server: server, database: database, role: role)
    }
}
