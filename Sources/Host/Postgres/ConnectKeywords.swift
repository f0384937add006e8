/// Keywords and values as `PQconnectStartParams` takes them. It holds the password, so it prints nothing.
struct ConnectKeywords: Sendable, CustomReflectable, CustomStringConvertible {
    private var values: [(keyword: String, value: String)] = []

    var description: String { "<connection keywords>" }
    var customMirror: Mirror { Mirror(self, children: []) }

    /// Later values of a keyword win. An empty one stands for libpq's default.
    mutating func set(_ keyword: String, to value: String) { values.append((keyword, value)) }

    /// Whether a C string can hold every value.
    var isRepresentable: Bool { values.allSatisfy { !$0.keyword.utf8.contains(0) && !$0.value.utf8.contains(0) } }

    /// Lends two arrays of C strings, each ended by a null pointer.
    func withCArrays<Result>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        var text: [CChar] = []
        var keywordOffsets: [Int] = []
        var valueOffsets: [Int] = []
        for (keyword, value) in values {
            keywordOffsets.append(text.count)
            text += keyword.utf8CString
            valueOffsets.append(text.count)
            text += value.utf8CString
        }
        return text.withUnsafeBufferPointer { text in
            let keywords = keywordOffsets.map { text.baseAddress?.advanced(by: $0) } + [nil]
            let values = valueOffsets.map { text.baseAddress?.advanced(by: $0) } + [nil]
            return body(keywords, values)
        }
    }
}
