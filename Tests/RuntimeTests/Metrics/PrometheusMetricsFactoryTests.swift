import Contracts
import CoreMetrics
import Testing

@testable import HostRuntime

@Suite struct PrometheusMetricsFactoryTests {
    private let factory = PrometheusMetricsFactory(maxSeriesPerMetric: 3)

    private var lines: [String] { String(decoding: factory.exposition(), as: UTF8.self).split(separator: "\n").map(String.init) }

    @Test func countersAddUpUnderTheirLabels() {
        for _ in 0..<3 { Counter(label: "jobs", dimensions: [("kind", "a")], factory: factory).increment(by: 2) }
        #expect(lines == ["# TYPE jobs_total counter", "jobs_total{kind=\"a\"} 6"])
    }

    @Test func gaugesShowTheLastValue() {
        let meter = Meter(label: "depth", factory: factory)
        meter.set(5)
        meter.decrement(by: 1.5)
        #expect(lines == ["# TYPE depth gauge", "depth 3.5"])
    }

    @Test func timersAreCumulativeHistogramsInSeconds() {
        let timer = Timer(label: "wait", factory: factory)
        for milliseconds in [1, 2, 40, 60_000] { timer.recordMilliseconds(milliseconds) }
        #expect(lines.first == "# TYPE wait_seconds histogram")
        for line in [
            "wait_seconds_bucket{le=\"0.0005\"} 0", "wait_seconds_bucket{le=\"0.001\"} 1", "wait_seconds_bucket{le=\"0.0025\"} 2",
            "wait_seconds_bucket{le=\"0.05\"} 3", "wait_seconds_bucket{le=\"30\"} 3", "wait_seconds_bucket{le=\"+Inf\"} 4",
            "wait_seconds_count 4", "wait_seconds_sum 60.043",
        ] {
            #expect(lines.contains(line))
        }
    }

    @Test func seriesBeyondTheLimitAreCountedTogether() {
        for number in 0..<1_000 { Counter(label: "hits", dimensions: [("path", "/\(number)")], factory: factory).increment() }
        #expect(lines.count == 1 + 3 + 1)
        #expect(lines.contains("hits_total{path=\"other\"} 997"))
    }

    @Test func labelValuesCannotForgeASeries() {
        Counter(label: "hits", dimensions: [("path", "a\"} 1\nforged 7\\")], factory: factory).increment()
        #expect(lines == ["# TYPE hits_total counter", #"hits_total{path="a\"} 1\nforged 7\\"} 1"#])
    }

    @Test func namesAreMadeValid() {
        Counter(label: "2xx-hits.all", factory: factory).increment()
        #expect(lines.last == "_2xx_hits_all_total 1")
    }

    @Test func aNameOfTwoKindsLosesNeither() {
        Meter(label: "thing", factory: factory).set(1)
        Recorder(label: "thing", aggregate: true, factory: factory).record(2)
        #expect(lines.contains("thing 1"))
        #expect(lines.contains("thing_histogram_sum 2"))
    }

    @Test func collectedGaugesAreReadAtEveryExposition() {
        factory.collect { $0.gauge("rows", 7, [("server", "main")]) }
        #expect(lines == ["# TYPE rows gauge", "rows{server=\"main\"} 7"])
    }

    @Test func destroyedSeriesAreGone() {
        let counter = Counter(label: "jobs", factory: factory)
        counter.increment()
        counter.destroy()
        #expect(!lines.contains("jobs_total 1"))
    }

    @Test func poolsAreAddedUpByServer() {
        let pool = PoolStatistics(
            tenant: .random(), server: "main", connections: 3, idle: 1, leased: 2, waiting: 4, maxConnections: 10)
        factory.collect { $0.pools(PoolManagerStatistics(totalConnections: 6, maxTotalConnections: 100, pools: [pool, pool])) }
        #expect(lines.contains("tenant_manager_pool_connections{server=\"main\"} 6"))
        #expect(lines.contains("tenant_manager_pool_waiting{server=\"main\"} 8"))
    }
}
