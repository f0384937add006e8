import Contracts

/// What the job of an evacuation keeps.
struct EvacuationPayload: Sendable, Equatable {
    let order: EvacuationOrder
    /// How many tenants were to be moved when it began.
    let total: Int

    var json: JSONObject {
        JSONObject([
            JSONMember("server", .string(order.server)), JSONMember("target", .optional(order.target)),
            JSONMember("workers", .integer(order.workers)), JSONMember("total", .integer(total)),
        ])
    }

    init(order: EvacuationOrder, total: Int) {
        self.order = order
        self.total = total
    }

    init(_ json: JSONObject) throws {
        guard case .string(let server)? = json["server"], case .number(let workers)? = json["workers"],
            case .number(let total)? = json["total"], let count = workers.integer, let sum = total.integer
        else { throw DatabaseError.decoding(column: "payload") }
        var target: String?
        if case .string(let name)? = json["target"] { target = name }
        self.init(order: EvacuationOrder(server: server, target: target, workers: Int(count)), total: Int(sum))
    }
}
