internal import Contracts
internal import HTTPTypes

/// Header fields that answers bear whatever made them. The request's id and the length are the front's.
enum ResponseFields {
    /// An answer in JSON is about the one who asked: no cache may keep it, unless its handler says otherwise.
    static func forbidCaching(_ response: inout Response) {
        if !response.fields.contains(.cacheControl), let type = response.fields[.contentType], isJSON(type) {
            response.fields[.cacheControl] = "no-store"
        }
    }

    static func wantsServerTiming(_ request: Request) -> Bool { request.fields[FieldNames.serverTimingWanted] == "1" }

    /// Where the time went, in milliseconds (W3C Server Timing).
    static func addServerTiming(_ response: inout Response, phases: PhaseClock, total: Duration) {
        var entries = PhaseClock.Phase.allCases.compactMap { phase -> String? in
            let spent = phases.spent(in: phase)
            return spent > .zero ? "\(phase.name);dur=\(spent.millisecondsText)" : nil
        }
        entries.append("total;dur=\(total.millisecondsText)")
        response.fields[FieldNames.serverTiming] = entries.joined(separator: ", ")
    }

    private static func isJSON(_ type: String) -> Bool {
        type.utf8.starts(with: "application/json".utf8) || type.utf8.starts(with: "application/problem+json".utf8)
    }
}
