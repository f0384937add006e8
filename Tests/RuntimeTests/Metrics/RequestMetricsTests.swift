import Contracts
import HTTPTypes
import Testing

@testable import HostRuntime

@Suite struct RequestMetricsTests {
    private func exposition(after paths: [String]) async throws -> String {
        let factory = PrometheusMetricsFactory(maxSeriesPerMetric: 1_000)
        let router = try Router([
            RouteGroup(plugin: "test", routes: [Route(.get, "/people/{id}", .open { _, _ in Response(status: .ok) })])
        ])
        var stage = PipelineStage()
        stage.routes = router.routes.map(\.route)
        let metrics = RequestMetrics(router: router, factory: factory)
        for path in paths { _ = try await stage.get(path) }
        for observation in stage.witness.observations { metrics.finished(observation) }
        return String(decoding: factory.exposition(), as: UTF8.self)
    }

    @Test func requestsAreCountedByPattern() async throws {
        let text = try await exposition(after: ["/people/1", "/people/2"])
        #expect(text.contains("tenant_manager_http_requests_total{route=\"/people/{id}\",method=\"GET\",status=\"2xx\"} 2\n"))
        #expect(text.contains("_duration_seconds_count{route=\"/people/{id}\",method=\"GET\"} 2\n"))
        #expect(!text.contains("/people/1"))
    }

    @Test func inventedPathsMakeNoSeries() async throws {
        let text = try await exposition(after: (0..<50).map { "/invented/\($0)" })
        #expect(text.contains("{route=\"unmatched\",method=\"any\",status=\"4xx\"} 50\n"))
        #expect(text.contains("tenant_manager_problems_total{code=\"route_not_found\"} 50\n"))
        #expect(!text.contains("invented"))
    }
}
