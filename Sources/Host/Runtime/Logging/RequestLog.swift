internal import Contracts
internal import HTTPTypes
internal import Logging

/// One log line a request. It says who, what and how long, and nothing that a client wrote in header, query or body.
public struct RequestLog: RequestObserver {
    private let writer: LogWriter
    private let which: LoggedRequests

    public init(writer: LogWriter, requests: LoggedRequests) {
        self.writer = writer
        which = requests
    }

    public func finished(_ observation: Observation) {
        guard isWanted(observation) else { return }
        writer.append(Self.line(observation))
    }

    /// The use of an operator key is always on record.
    private func isWanted(_ observation: Observation) -> Bool {
        if observation.operatorKey != nil { return true }
        return switch which {
        case .all: true
        case .errors: observation.status.code >= 500
        case .none: false
        }
    }

    private static func line(_ observation: Observation) -> [UInt8] {
        var line = JSONLine(level: observation.status.code >= 500 ? .warning : .info, message: "request")
        line.member("request_id", observation.requestID)
        if let tenant = observation.tenant { line.member("tenant", tenant.description) }
        if let method = observation.method { line.member("method", method.rawValue) }
        if let route = observation.route { line.member("route", route.route.pattern) }
        line.member("status", observation.status.code)
        if let code = observation.code { line.member("code", code.rawValue) }
        line.member("duration_ms", observation.duration)
        line.nested("phases_ms") { line in
            for phase in PhaseClock.Phase.allCases {
                let spent = observation.phases.spent(in: phase)
                if spent > .zero { line.member(phase.name, spent) }
            }
        }
        line.member("bytes", observation.bytes)
        if !observation.remoteAddress.isEmpty { line.member("remote", observation.remoteAddress) }
        if let key = observation.operatorKey { line.member("operator_key", key) }
        if let trace = observation.trace {
            line.member("trace_id", trace.traceID)
            line.member("parent_span_id", trace.parentID)
        }
        return line.finished()
    }
}
