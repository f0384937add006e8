public import Contracts
internal import HTTPTypes

extension RequestPipeline {
    /// How large a body may be that is handed over while it arrives; nil when the request's route wants it whole.
    public func streamedBodyLimit(of request: Request) -> Int? {
        guard case .route(let route, _) = router.destination(of: request), route.route.options.isStreamed else { return nil }
        return route.route.options.maxBodyBytes ?? .max
    }

    /// Sends a streamed answer from within the request's allowance and deadline; any other is the front's to send.
    @inline(__always)
    func deliver(
        _ response: Response, to request: Request, _ output: (any ResponseOutput)?, _ exchange: inout Exchange
    ) async throws -> Response {
        guard let stream = response.stream, request.method != .head, let output else { return response }
        var sent = response
        if exchange.needsLease {
            sent.stream = { [directory = tenants.directory] in try await stream(LeasedWriter(writer: $0, directory: directory)) }
        }
        exchange.streamedBytes = try await output.send(sent, to: request)
        return response
    }
}
