/// Writes metrics in Prometheus' text exposition format, version 0.0.4, in the order of their names.
struct PrometheusText {
    private var text = ""

    static func write(_ families: [String: MetricFamily], _ gauges: GaugeReadings) -> [UInt8] {
        var writer = PrometheusText()
        for (name, family) in families.sorted(by: { $0.key < $1.key }) { writer.write(name, family) }
        // A gauge that is both kept and collected would be a second family of one name, which no scraper reads.
        for (name, readings) in gauges.readings.sorted(by: { $0.key < $1.key }) where families[name] == nil {
            writer.header(name, .gauge)
            for reading in readings { writer.sample(name, reading.labels.braced(), reading.value) }
        }
        return Array(writer.text.utf8)
    }

    private mutating func write(_ name: String, _ family: MetricFamily) {
        header(name, family.kind)
        for (labels, series) in family.series.sorted(by: { $0.key.text < $1.key.text }) {
            switch series {
            case .counter(let counter): sample(name, labels.braced(), counter.value)
            case .gauge(let gauge): sample(name, labels.braced(), gauge.value)
            case .histogram(let histogram): write(name, labels, histogram.reading, histogram.bounds)
            }
        }
    }

    /// Buckets are cumulative: each counts everything up to its bound.
    private mutating func write(_ name: String, _ labels: MetricLabels, _ reading: HistogramSeries.Reading, _ bounds: [Double]) {
        var total = 0
        for (bound, count) in zip(bounds.map(Self.number) + ["+Inf"], reading.counts) {
            total += count
            sample("\(name)_bucket", labels.braced(adding: "le=\"\(bound)\""), Double(total))
        }
        sample("\(name)_sum", labels.braced(), reading.sum)
        sample("\(name)_count", labels.braced(), Double(total))
    }

    private mutating func header(_ name: String, _ kind: MetricFamily.Kind) { text += "# TYPE \(name) \(kind.rawValue)\n" }

    private mutating func sample(_ name: String, _ labels: String, _ value: Double) {
        text += "\(name)\(labels) \(Self.number(value))\n"
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }
}
