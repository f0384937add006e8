internal import Contracts
internal import HTTPTypes

/// The header fields that every answer bears, whatever made it.
enum ResponseFields {
    static func complete(_ response: inout Response, requestID: String) {
        response.fields[FieldNames.requestID] = requestID
        // An answer in JSON is about the one who asked: no cache may keep it.
        if response.fields[.cacheControl] == nil, let type = response.fields[.contentType], isJSON(type) {
            response.fields[.cacheControl] = "no-store"
        }
    }

    /// HEAD is answered as GET would be, without the body (RFC 9110 §9.3.2).
    static func dropBody(_ response: inout Response) {
        response.fields[.contentLength] = String(response.body.count)
        response.body = []
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
