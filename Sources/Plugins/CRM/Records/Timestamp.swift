/// PostgreSQL's `2026-03-09 08:15:30.25+00` as JavaScript tells an instant: `2026-03-09T08:15:30.250Z`.
///
/// The driver's sessions have the time zone UTC and the date style ISO, so the offset is always `+00`.
enum Timestamp {
    private static let dateLength = "2026-03-09".utf8.count
    private static let secondsLength = "2026-03-09 08:15:30".utf8.count
    private static let offsetLength = "+00".utf8.count

    /// Appends the quoted instant; microseconds are cut off. False for what has no such form: the infinities, years before 1 or
    /// after 9999.
    static func append(_ cell: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) -> Bool {
        guard cell.count >= secondsLength + offsetLength, cell[dateLength] == UInt8(ascii: " "),
            cell[cell.count - offsetLength] == UInt8(ascii: "+")
        else { return false }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: cell[..<dateLength]))
        bytes.append(UInt8(ascii: "T"))
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: cell[(dateLength + 1)..<secondsLength]))
        bytes.append(UInt8(ascii: "."))
        let fraction = UnsafeBufferPointer(rebasing: cell[secondsLength..<(cell.count - offsetLength)].dropFirst().prefix(3))
        bytes.append(contentsOf: fraction)
        for _ in fraction.count..<3 { bytes.append(UInt8(ascii: "0")) }
        bytes.append(UInt8(ascii: "Z"))
        bytes.append(UInt8(ascii: "\""))
        return true
    }
}
