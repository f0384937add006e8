/// The labels of one series, in the form of the text exposition: `method="GET",route="/api/me"`.
struct MetricLabels: Hashable, Sendable {
    let text: String

    init(_ labels: [(String, String)]) {
        text = labels.map { "\(MetricName.sanitized($0.0))=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
    }

    /// The same names, each with the value that stands for all that were too many.
    static func other(than labels: [(String, String)]) -> MetricLabels { MetricLabels(labels.map { ($0.0, "other") }) }

    /// The text in braces, with one more label behind; empty when there is none at all.
    func braced(adding extra: String? = nil) -> String {
        let all = [text, extra ?? ""].filter { !$0.isEmpty }.joined(separator: ",")
        return all.isEmpty ? "" : "{\(all)}"
    }

    private static func escaped(_ value: String) -> String {
        guard value.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") || $0 == 0x0A }) else {
            return value
        }
        return value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
