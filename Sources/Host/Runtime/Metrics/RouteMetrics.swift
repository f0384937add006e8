internal import CoreMetrics

/// The series of one route and method.
final class RouteMetrics: Sendable {
    /// By the first digit of the status, from 1 to 5.
    private let requests: [Counter]
    private let duration: Timer

    init(route: String, method: String, factory: any MetricsFactory) {
        requests = (1...5).map { statusClass in
            Counter(
                label: "tenant_manager_http_requests",
                dimensions: [("route", route), ("method", method), ("status", "\(statusClass)xx")], factory: factory)
        }
        duration = Timer(
            label: "tenant_manager_http_request_duration", dimensions: [("route", route), ("method", method)], factory: factory)
    }

    func add(status: Int, duration: Duration) {
        requests[min(max(status / 100, 1), 5) - 1].increment()
        self.duration.recordNanoseconds(duration.microseconds * 1_000)
    }
}
