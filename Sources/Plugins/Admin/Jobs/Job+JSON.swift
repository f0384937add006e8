internal import Contracts

extension Job {
    var json: JSONValue {
        [
            "id": .string(id.canonical), "kind": .string(kind), "tenant_id": .optional(tenant?.description),
            "state": .string(state.rawValue), "step": .optional(step), "steps_done": .integer(stepsDone),
            "progress": progress.map(\.json) ?? .null, "error": error.map(\.json) ?? .null,
            "requested_by": .optional(requestedBy), "host": .optional(host), "attempts": .integer(attempts),
            "created_at": .string(createdAt), "started_at": .optional(startedAt), "finished_at": .optional(finishedAt),
        ]
    }
}

extension JobProgress {
    fileprivate var json: JSONValue { ["done": .number(JSONNumber(done)), "total": .number(JSONNumber(total))] }
}

extension JobError {
    fileprivate var json: JSONValue { ["code": .string(code), "text": .string(text)] }
}
