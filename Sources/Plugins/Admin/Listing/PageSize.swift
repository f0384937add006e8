internal import Contracts

/// How many rows a page of a list holds.
enum PageSize {
    static let limits = 1...200
    static let usual = 50

    static func read(_ reader: inout ParameterReader) -> Int {
        reader.value("limit", "must be from 1 to 200") { Int($0).flatMap { limits.contains($0) ? $0 : nil } } ?? usual
    }
}
