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
        (start + count).update(from: source, count: piece.count)
        count += piece.count
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
