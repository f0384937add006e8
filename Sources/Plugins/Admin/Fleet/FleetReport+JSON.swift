internal import Contracts

extension FleetReport {
    var members: JSONObject {
        JSONObject([
            JSONMember("schema_version", .integer(schemaVersion)), JSONMember("workers", .integer(workers)),
            JSONMember("canary", .integer(canary)), JSONMember("failure_budget", .string(budget.description)),
            JSONMember("counts", counts.json),
        ])
    }
}

extension FleetCounts {
    fileprivate var json: JSONValue {
        [
            "total": .integer(total), "waiting": .integer(waiting), "running": .integer(running), "done": .integer(done),
            "failed": .integer(failed), "skipped": .integer(skipped),
        ]
    }
}

extension FleetFailure {
    var json: JSONValue {
        [
            "tenant_id": .string(tenant.description), "slug": .string(slug), "attempts": .integer(attempts),
            "error": ["code": .string(error.code), "text": .string(error.text)], "duration_ms": .integer(milliseconds),
            "finished_at": .string(finishedAt),
        ]
    }
}
