public import CoreMetrics
internal import Synchronization

/// swift-metrics' back end: keeps every series in memory and writes them as Prometheus reads them.
public final class PrometheusMetricsFactory: MetricsFactory {
    private let maxSeries: Int
    private let families = Mutex<[String: MetricFamily]>([:])
    private let sources = Mutex<[@Sendable (inout GaugeReadings) -> Void]>([])

    /// - Parameter maxSeriesPerMetric: label sets that one metric may have; beyond, they are counted under `other`.
    public init(maxSeriesPerMetric: Int) { maxSeries = maxSeriesPerMetric }

    /// Asks `source` for gauges at every exposition: for numbers that somebody else keeps anyway.
    public func collect(from source: @escaping @Sendable (inout GaugeReadings) -> Void) {
        sources.withLock { $0.append(source) }
    }

    /// All metrics in the text exposition format, version 0.0.4.
    public func exposition() -> [UInt8] {
        var readings = GaugeReadings()
        for source in sources.withLock({ $0 }) { source(&readings) }
        return PrometheusText.write(families.withLock { $0 }, readings)
    }

    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        counter(label, dimensions)
    }

    public func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        counter(label, dimensions)
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { gauge(label, dimensions) }

    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else { return gauge(label, dimensions) }
        return histogram(MetricName.sanitized(label), dimensions, bounds: HistogramSeries.plainBounds)
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(MetricName.sanitized(label, suffix: "_seconds"), dimensions, bounds: HistogramSeries.secondsBounds)
    }

    public func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { remove(handler) }
    public func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
    public func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
    public func destroyTimer(_ handler: any TimerHandler) { remove(handler) }

    private func counter(_ label: String, _ labels: [(String, String)]) -> CounterSeries {
        let name = MetricName.sanitized(label, suffix: "_total")
        guard case .counter(let series) = series(name, .counter, labels, make: { .counter(CounterSeries()) }) else {
            return CounterSeries()
        }
        return series
    }

    private func gauge(_ label: String, _ labels: [(String, String)]) -> GaugeSeries {
        let name = MetricName.sanitized(label)
        guard case .gauge(let series) = series(name, .gauge, labels, make: { .gauge(GaugeSeries()) }) else { return GaugeSeries() }
        return series
    }

    private func histogram(_ name: String, _ labels: [(String, String)], bounds: [Double]) -> HistogramSeries {
        let made = series(name, .histogram, labels) { .histogram(HistogramSeries(bounds: bounds)) }
        guard case .histogram(let series) = made else { return HistogramSeries(bounds: bounds) }
        return series
    }

    /// A name that is taken by another kind of metric gets the kind at its end: both are shown rather than one lost.
    private func series(
        _ name: String, _ kind: MetricFamily.Kind, _ labels: [(String, String)], make: () -> MetricFamily.Series
    ) -> MetricFamily.Series {
        families.withLock { families in
            let isTaken = families[name].map { $0.kind != kind } ?? false
            let key = isTaken ? "\(name)_\(kind.rawValue)" : name
            return families[key, default: MetricFamily(kind: kind)].series(labels, limit: maxSeries, make: make)
        }
    }

    private func remove(_ handler: AnyObject) {
        families.withLock { families in
            for name in families.keys { families[name]?.remove { $0.handler === handler } }
        }
    }
}

extension MetricFamily.Series {
    fileprivate var handler: AnyObject {
        switch self {
        case .counter(let series): series
        case .gauge(let series): series
        case .histogram(let series): series
        }
    }
}
