import Contracts
import Testing

@testable import HostRuntime

@Suite struct JobMetricsTests {
    private let factory = PrometheusMetricsFactory(maxSeriesPerMetric: 100)

    private func lines() -> [String] {
        String(decoding: factory.exposition(), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func endsAreCountedByKindAndStateFromNoughtOn() {
        let metrics = JobMetrics(factory: factory)
        metrics.expect(["tenant.export"])
        #expect(lines().contains(#"tenant_manager_jobs_ended_total{kind="tenant.export",state="failed"} 0"#))
        metrics.ended("tenant.export", .failed)
        metrics.ended("tenant.export", .failed)
        // A reload of the settings expects them again.
        metrics.expect(["tenant.export"])
        #expect(lines().contains(#"tenant_manager_jobs_ended_total{kind="tenant.export",state="failed"} 2"#))
        #expect(lines().contains(#"tenant_manager_jobs_ended_total{kind="tenant.export",state="succeeded"} 0"#))
    }

    @Test func figuresThatCannotBeReadAreNotShown() {
        let figures = RegistryFigures()
        factory.collect { figures.show(in: &$0) }
        #expect(!lines().contains { $0.hasPrefix("tenant_manager_stock_ready") })
        figures.set(ready: ["main": 4, "second": 0], jobs: [.queued: 2])
        #expect(lines().contains(#"tenant_manager_stock_ready{server="second"} 0"#))
        #expect(lines().contains(#"tenant_manager_jobs{state="queued"} 2"#))
        figures.clear()
        #expect(!lines().contains { $0.hasPrefix("tenant_manager_jobs{") })
    }
}
