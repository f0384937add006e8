/// Bytes that are appended to in small pieces, some hundreds a page: an append is a comparison and a copy.
///
/// An array does the same with a check of its uniqueness each time, which cost more than the copying.
struct ByteBuffer: ~Copyable {
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        start = .allocate(capacity: self.capacity)
    }

    deinit { start.deallocate() }

    var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

    @inline(__always)
    mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
        guard let source = piece.baseAddress else { return }
        reserve(piece.count)
        Self.copy(source, to: start + count, count: piece.count)
        count += piece.count
    }

    /// Most pieces are shorter than a call of `memcpy` is long: those are copied as two words that may overlap.
    @inline(__always)
    private static func copy(_ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, count: Int) {
        switch count {
        case 16...32: copyEnds(source, target, count, as: SIMD16<UInt8>.self)
        case 8..<16: copyEnds(source, target, count, as: UInt64.self)
        case 4..<8: copyEnds(source, target, count, as: UInt32.self)
        default: target.update(from: source, count: count)
        }
    }

    /// - Parameter count: at least a word, and two at most.
    @inline(__always)
    private static func copyEnds<Word: BitwiseCopyable>(
        _ source: UnsafePointer<UInt8>, _ target: UnsafeMutablePointer<UInt8>, _ count: Int, as type: Word.Type
    ) {
        let end = count - MemoryLayout<Word>.size
        let first = UnsafeRawPointer(source).loadUnaligned(as: type)
        let last = UnsafeRawPointer(source).loadUnaligned(fromByteOffset: end, as: type)
        UnsafeMutableRawPointer(target).storeBytes(of: first, as: type)
        UnsafeMutableRawPointer(target).storeBytes(of: last, toByteOffset: end, as: type)
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        start[count] = byte
        count += 1
    }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    mutating func removeLast() { count -= 1 }

    /// Takes the bytes from `position` up to the last `kept` ones away and puts `replacement` there.
    mutating func replace(from position: Int, keepingLast kept: Int, with replacement: StaticString) {
        let rest = Array(UnsafeBufferPointer(start: start + (count - kept), count: kept))
        count = position
        replacement.withUTF8Buffer { append($0) }
        rest.withUnsafeBufferPointer { append($0) }
    }

    @inline(__always)
    private mutating func reserve(_ more: Int) {
        if count + more > capacity { grow(by: more) }
    }

    private mutating func grow(by more: Int) {
        let larger = max(2 * capacity, count + more)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.update(from: start, count: count)
        start.deallocate()
        start = moved
        capacity = larger
    }
}
