internal import Contracts
public import CoreMetrics
internal import HTTPTypes

/// Counts and times every request, by route, method and class of status. All series are found once; a request only adds to them.
public final class RequestMetrics: RequestObserver {
    private let routes: [RouteMetrics]
    /// Requests that no route answered: their paths are the clients' invention and no label.
    private let unmatched: RouteMetrics
    private let problems: [ErrorCode: Counter]
    private let limits: [TenantLimit: Counter]

    /// - Parameter router: the one whose routes the observations will name.
    public init(router: Router, factory: any MetricsFactory) {
        routes = router.routes.map {
            RouteMetrics(route: $0.route.pattern, method: $0.route.method.rawValue, factory: factory)
        }
        unmatched = RouteMetrics(route: "unmatched", method: "any", factory: factory)
        problems = Dictionary(
            uniqueKeysWithValues: ErrorCode.allCases.map { code in
                (code, Counter(label: "tenant_manager_problems", dimensions: [("code", code.rawValue)], factory: factory))
            })
        limits = Dictionary(
            uniqueKeysWithValues: TenantLimit.allCases.map { limit in
                (limit, Counter(label: "tenant_manager_limit_refusals", dimensions: [("limit", limit.rawValue)], factory: factory))
            })
    }

    public func finished(_ observation: Observation) {
        let metrics = observation.route.map { routes[$0.index] } ?? unmatched
        metrics.add(status: observation.status.code, duration: observation.duration)
        if let code = observation.code { problems[code]?.increment() }
        if let limit = observation.limit { limits[limit]?.increment() }
    }
}
