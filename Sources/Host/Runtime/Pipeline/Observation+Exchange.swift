internal import Contracts
internal import HTTPTypes

extension Observation {
    init(of request: Request, _ exchange: Exchange, response: Response, duration: Duration) {
        self.init(
            requestID: request.id, method: request.method, route: exchange.route, status: response.status, duration: duration,
            phases: exchange.phases, bytes: response.body.count + exchange.streamedBytes, remoteAddress: request.remoteAddress,
            tenant: exchange.tenant, operatorKey: exchange.operatorKey, code: exchange.code, limit: exchange.limit,
            trace: exchange.trace)
    }

    init(rejected code: ErrorCode, requestID: String, response: Response) {
        self.init(
            requestID: requestID, method: nil, route: nil, status: response.status, duration: .zero, phases: PhaseClock(),
            bytes: response.body.count, remoteAddress: "", tenant: nil, operatorKey: nil, code: code, limit: nil,
            trace: nil)
    }
}
