/// A route's pattern taken apart: `/api/admin/tenants/{id}` is three literals and a parameter.
struct PathPattern: Sendable, Equatable {
    enum Segment: Sendable, Equatable {
        /// The segment's bytes after percent-decoding.
        case literal([UInt8])
        /// `{name}`: any one segment that is neither empty nor a dot segment.
        case parameter(String)
        /// `{name...}`: all segments that are left, one at least. It comes last.
        case rest(String)
    }

    let segments: [Segment]

    /// Nil unless `text` starts with a slash and holds no empty, dot or half-written segment, no name twice and nothing after a
    /// `{name...}`. `/` has no segments.
    init?(_ text: String) {
        guard text.utf8.first == UInt8(ascii: "/") else { return nil }
        guard text != "/" else {
            segments = []
            return
        }
        var segments: [Segment] = []
        for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let segment = Self.segment(part) else { return nil }
            segments.append(segment)
        }
        self.segments = segments
        guard !segments.dropLast().contains(where: \.isRest) else { return nil }
        let names = parameterNames
        guard Set(names).count == names.count else { return nil }
    }

    /// The names in the order of the path.
    var parameterNames: [String] {
        segments.compactMap { segment in
            switch segment {
            case .literal: nil
            case .parameter(let name), .rest(let name): name
            }
        }
    }

    /// Which segments, from 0, are parameters.
    var parameterPositions: [Int] {
        segments.indices.filter { index in
            if case .parameter = segments[index] { true } else { false }
        }
    }

    /// The segment, from 0, at which a `{name...}` begins to take all that follow.
    var restPosition: Int? { segments.firstIndex(where: \.isRest) }

    private static func segment(_ part: Substring) -> Segment? {
        guard !part.isEmpty, part != ".", part != "..", !part.contains("%") else { return nil }
        guard part.contains(where: { $0 == "{" || $0 == "}" }) else { return .literal(Array(part.utf8)) }
        guard part.first == "{", part.last == "}" else { return nil }
        let isRest = part.hasSuffix("...}")
        let name = part.dropFirst().dropLast(isRest ? 4 : 1)
        guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) else { return nil }
        return isRest ? .rest(String(name)) : .parameter(String(name))
    }
}

extension PathPattern.Segment {
    fileprivate var isRest: Bool {
        if case .rest = self { true } else { false }
    }
}
