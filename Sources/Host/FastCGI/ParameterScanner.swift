/// Checks the name-value pairs of a PARAMS stream (FastCGI specification, §3.4) as their bytes go by.
///
/// libfcgi adds up the two lengths of a pair as it finds them and allocates the sum (CVE-2025-23016), so it is
/// given only pairs whose lengths have been looked at.
struct ParameterScanner {
    private let maxBytes: Int
    private(set) var byteCount = 0
    private var step = Step.nameLength
    private var length = 0
    private var lengthBytesLeft = 0
    private var pairBytesLeft = 0

    private enum Step {
        case nameLength, valueLength, pair
    }

    init(maxBytes: Int) { self.maxBytes = maxBytes }

    /// Whether everything so far is whole pairs.
    var isAtBoundary: Bool { step == .nameLength && lengthBytesLeft == 0 }

    /// - Returns: false once the pairs, by their bytes or by what their lengths announce, are more than may be.
    mutating func scan(_ bytes: UnsafeRawBufferPointer) -> Bool {
        byteCount += bytes.count
        guard byteCount <= maxBytes else { return false }
        var position = 0
        while position < bytes.count {
            if step == .pair {
                let skipped = min(pairBytesLeft, bytes.count - position)
                pairBytesLeft -= skipped
                position += skipped
            } else {
                take(lengthByte: bytes[position])
                position += 1
                guard pairBytesLeft <= maxBytes else { return false }
            }
            if step == .pair, pairBytesLeft == 0 { step = .nameLength }
        }
        return true
    }

    /// A length is one byte, or four of which the first has its high bit set.
    private mutating func take(lengthByte byte: UInt8) {
        if lengthBytesLeft > 0 {
            length = length << 8 | Int(byte)
            lengthBytesLeft -= 1
        } else if byte & 0x80 != 0 {
            length = Int(byte & 0x7F)
            lengthBytesLeft = 3
        } else {
            length = Int(byte)
        }
        guard lengthBytesLeft == 0 else { return }
        pairBytesLeft += length
        step = step == .nameLength ? .valueLength : .pair
    }
}
