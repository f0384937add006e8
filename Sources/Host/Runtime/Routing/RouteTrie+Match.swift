internal import Contracts

extension RouteTrie {
    enum Match: Equatable {
        /// The path's index, and the values of its parameters in order.
        case found(path: Int, values: [String])
        case notFound
        /// A bad escape, a NUL or bytes that are not UTF-8.
        case malformed
    }

    /// The most specific pattern that `path`, still percent-encoded, matches, whatever its methods.
    func match(_ path: String) -> Match {
        var path = path
        return path.withUTF8 { bytes in
            guard bytes.first == Self.slash else { return .notFound }
            if bytes.contains(0) { return .malformed }
            return bytes.contains(UInt8(ascii: "%")) ? matchEncoded(bytes) : matchPlain(bytes)
        }
    }

    private static let slash = UInt8(ascii: "/")
    private static let dot = UInt8(ascii: ".")

    private typealias Segments = UnsafeBufferPointer<Range<Int>>

    /// Most paths have no escapes: their segments are ranges of the path itself, kept on the stack.
    private func matchPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Match {
        withUnsafeTemporaryAllocation(of: Range<Int>.self, capacity: depth + 1) { segments in
            var count = 0
            var start = 1
            while bytes.count > 1 {
                let end = bytes[start...].firstIndex(of: Self.slash) ?? bytes.count
                guard count < depth else { return .notFound }
                segments.initializeElement(at: count, to: start..<end)
                count += 1
                guard end < bytes.count else { break }
                start = end + 1
            }
            return find(Segments(rebasing: segments[..<count]), in: bytes)
        }
    }

    /// Splits before it decodes, so that an encoded slash stays within its segment.
    private func matchEncoded(_ bytes: UnsafeBufferPointer<UInt8>) -> Match {
        var decoded: [UInt8] = []
        var segments: [Range<Int>] = []
        for part in bytes.dropFirst().split(separator: Self.slash, omittingEmptySubsequences: false) {
            guard let text = PercentDecoding.decode(part) else { return .malformed }
            let start = decoded.count
            decoded.append(contentsOf: text.utf8)
            segments.append(start..<decoded.count)
        }
        guard segments.count <= depth else { return .notFound }
        return segments.withUnsafeBufferPointer { segments in
            decoded.withUnsafeBufferPointer { find(segments, in: $0) }
        }
    }

    private func find(_ segments: Segments, in text: UnsafeBufferPointer<UInt8>) -> Match {
        guard segments.allSatisfy({ Self.isOrdinary(text[$0]) }) else { return .notFound }
        guard let path = path(below: 0, segments, in: text) else { return .notFound }
        var values = paths[path].parameterPositions.map { String(decoding: text[segments[$0]], as: UTF8.self) }
        if let rest = paths[path].restPosition {
            values.append(segments[rest...].map { String(decoding: text[$0], as: UTF8.self) }.joined(separator: "/"))
        }
        return .found(path: path, values: values)
    }

    /// Follows the literal first and comes back for the parameter, and then for the rest, when that leads nowhere, unless the
    /// literal is reserved.
    private func path(below node: Int, _ segments: Segments, in text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let segment = segments.first else { return nodes[node].path }
        let others = Segments(rebasing: segments.dropFirst())
        if let child = literal(below: node, UnsafeBufferPointer(rebasing: text[segment])) {
            if let path = path(below: child, others, in: text) { return path }
            guard !nodes[child].isReserved else { return nil }
        }
        if let parameter = nodes[node].parameter, let path = path(below: parameter, others, in: text) { return path }
        // With an encoded slash in it, nobody could tell the segments apart again.
        guard let rest = nodes[node].rest, !segments.contains(where: { text[$0].contains(Self.slash) }) else { return nil }
        return nodes[rest].path
    }

    /// The literal child with exactly these bytes, by binary search.
    private func literal(below node: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var low = 0
        var high = nodes[node].literals.count
        while low < high {
            let middle = (low + high) / 2
            switch Self.compare(nodes[node].literals[middle].segment, bytes) {
            case 0: return nodes[node].literals[middle].node
            case ..<0: low = middle + 1
            default: high = middle
            }
        }
        return nil
    }

    private static func compare(_ left: [UInt8], _ right: UnsafeBufferPointer<UInt8>) -> Int {
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return Int(left[index]) - Int(right[index])
        }
        return left.count - right.count
    }

    /// Neither empty nor `.` nor `..`, which RFC 3986 §5.2.4 gives a meaning that no route has.
    private static func isOrdinary(_ segment: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        switch segment.count {
        case 0: false
        case 1: segment.first != dot
        case 2: segment.first != dot || segment.last != dot
        default: true
        }
    }
}
