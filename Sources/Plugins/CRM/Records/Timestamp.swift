/// PostgreSQL's `2026-03-09 08:15:30.25+00` as JavaScript tells an instant: `2026-03-09T08:15:30.250Z`.
///
/// The driver's sessions have the time zone UTC and the date style ISO, so the offset is always `+00`.
enum Timestamp {
    private static let dateLength = "2026-03-09".utf8.count
    private static let secondsLength = "2026-03-09 08:15:30".utf8.count
    private static let offsetLength = "+00".utf8.count

    /// Appends the quoted instant; microseconds are cut off. False for what has no such form: the infinities, years before 1 or
    /// after 9999.
    static func append(_ cell: UnsafeBufferPointer<UInt8>, to output: inout ByteBuffer) -> Bool {
        guard cell.count >= secondsLength + offsetLength, cell[dateLength] == UInt8(ascii: " "),
            cell[cell.count - offsetLength] == UInt8(ascii: "+")
        else { return false }
        output.append(UInt8(ascii: "\""))
        output.append(UnsafeBufferPointer(rebasing: cell[..<dateLength]))
        output.append(UInt8(ascii: "T"))
        output.append(UnsafeBufferPointer(rebasing: cell[(dateLength + 1)..<secondsLength]))
        output.append(UInt8(ascii: "."))
        let fraction = UnsafeBufferPointer(rebasing: cell[secondsLength..<(cell.count - offsetLength)].dropFirst().prefix(3))
        output.append(fraction)
        for _ in fraction.count..<3 { output.append(UInt8(ascii: "0")) }
        output.append(UInt8(ascii: "Z"))
        output.append(UInt8(ascii: "\""))
        return true
    }

    /// The instant as text; nil for what has no such form.
    static func text(_ cell: UnsafeBufferPointer<UInt8>) -> String? {
        var quoted = ByteBuffer(capacity: 64)
        guard append(cell, to: &quoted) else { return nil }
        return String(decoding: quoted.bytes.dropFirst().dropLast(), as: UTF8.self)
    }
}
