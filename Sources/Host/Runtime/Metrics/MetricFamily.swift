/// All series of one metric.
struct MetricFamily: Sendable {
    enum Series: Sendable {
        case counter(CounterSeries)
        case gauge(GaugeSeries)
        case histogram(HistogramSeries)
    }

    enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    let kind: Kind
    private(set) var series: [MetricLabels: Series] = [:]

    init(kind: Kind) { self.kind = kind }

    /// The series with these labels, made when it is new; beyond `limit` all new ones share the labels `other`.
    mutating func series(_ labels: [(String, String)], limit: Int, make: () -> Series) -> Series {
        let key = MetricLabels(labels)
        if let found = series[key] { return found }
        let admitted = series.count < limit ? key : .other(than: labels)
        if let found = series[admitted] { return found }
        let made = make()
        series[admitted] = made
        return made
    }

    mutating func remove(where isGone: (Series) -> Bool) {
        series = series.filter { !isGone($0.value) }
    }
}
