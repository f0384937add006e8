/// A strict parser of JSON (RFC 8259): UTF-8 only, no repeated names, no NUL, bounded depth.
///
/// Foundation's decoder takes the last of repeated names and cannot say where a fault is, hence our own.
public struct JSONParser {
    /// Deepest nesting of arrays and objects.
    public static let maxDepth = 64

    /// Up to this many members a look at each is quicker than a set of their names.
    private static let fewMembers = 16

    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0

    /// Parses one value that fills all of `bytes`.
    public static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        // Explicitly typed Result: closures do not yet carry typed throws through `withUnsafeBufferPointer`.
        let result: Result<JSONValue, JSONError> = bytes.withUnsafeBufferPointer { buffer in
            var parser = JSONParser(bytes: buffer)
            do throws(JSONError) {
                return .success(try parser.document())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func document() throws(JSONError) -> JSONValue {
        skipSpace()
        guard at < bytes.count else { throw .empty }
        let value = try value(depth: 0)
        skipSpace()
        guard at == bytes.count else { throw .trailingBytes(offset: at) }
        return value
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard at < bytes.count else { throw .unexpectedEnd }
        switch bytes[at] {
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default: throw .unexpectedByte(offset: at)
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
        guard depth <= Self.maxDepth else { throw .tooDeep(limit: Self.maxDepth) }
        at += 1
        var members: [JSONMember] = []
        var names: Set<String> = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return JSONObject() }
        while true {
            skipSpace()
            guard at < bytes.count else { throw .unexpectedEnd }
            guard bytes[at] == UInt8(ascii: "\"") else { throw .unexpectedByte(offset: at) }
            let start = at
            let name = try string()
            guard Self.isNew(name, among: members, &names) else { throw .repeatedName(name, offset: start) }
            skipSpace()
            try expect(UInt8(ascii: ":"))
            skipSpace()
            members.append(JSONMember(name, try value(depth: depth)))
            skipSpace()
            if take(UInt8(ascii: "}")) { return JSONObject(members) }
            try expect(UInt8(ascii: ","))
        }
    }

    /// - Parameter names: the members' names, filled as soon as there are more than a few.
    private static func isNew(_ name: String, among members: [JSONMember], _ names: inout Set<String>) -> Bool {
        guard members.count >= fewMembers else { return !members.contains { $0.name == name } }
        if names.isEmpty { names.formUnion(members.lazy.map(\.name)) }
        return names.insert(name).inserted
    }

    private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
        guard depth <= Self.maxDepth else { throw .tooDeep(limit: Self.maxDepth) }
        at += 1
        var values: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return values }
        while true {
            skipSpace()
            values.append(try value(depth: depth))
            skipSpace()
            if take(UInt8(ascii: "]")) { return values }
            try expect(UInt8(ascii: ","))
        }
    }

    private mutating func number() throws(JSONError) -> JSONNumber {
        let start = at
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { guard takeDigits() else { throw .invalidNumber(offset: start) } }
        if take(UInt8(ascii: ".")) { guard takeDigits() else { throw .invalidNumber(offset: start) } }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard takeDigits() else { throw .invalidNumber(offset: start) }
        }
        return JSONNumber(verified: String(decoding: bytes[start..<at], as: UTF8.self))
    }

    private mutating func string() throws(JSONError) -> String {
        let start = at
        at += 1
        let contents = at
        var seen: UInt8 = 0
        while at < bytes.count {
            let byte = bytes[at]
            seen |= byte
            switch byte {
            case UInt8(ascii: "\""):
                defer { at += 1 }
                let utf8 = UnsafeBufferPointer(rebasing: bytes[contents..<at])
                // ASCII needs no validation, and `decoding` is several times as quick as `validating`.
                if seen < 0x80 { return String(decoding: utf8, as: UTF8.self) }
                guard let text = String(validating: utf8, as: UTF8.self) else { throw .invalidUTF8(offset: start) }
                return text
            case UInt8(ascii: "\\"):
                return try escapedString(from: contents, start: start)
            case 0: throw .nulCharacter(offset: at)
            case 1..<0x20: throw .controlCharacter(offset: at)
            default: at += 1
            }
        }
        throw .unexpectedEnd
    }

    /// The rest of a string that has escapes in it, so that its bytes must be copied.
    private mutating func escapedString(from contents: Int, start: Int) throws(JSONError) -> String {
        var decoded = Array(bytes[contents..<at])
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                at += 1
                guard let text = String(validating: decoded, as: UTF8.self) else { throw .invalidUTF8(offset: start) }
                return text
            case UInt8(ascii: "\\"):
                at += 1
                decoded.append(contentsOf: try escape())
            case 0: throw .nulCharacter(offset: at)
            case 1..<0x20: throw .controlCharacter(offset: at)
            default:
                decoded.append(bytes[at])
                at += 1
            }
        }
        throw .unexpectedEnd
    }

    private mutating func escape() throws(JSONError) -> String.UTF8View {
        guard at < bytes.count else { throw .unexpectedEnd }
        let letter = bytes[at]
        at += 1
        switch letter {
        case UInt8(ascii: "\""): return "\"".utf8
        case UInt8(ascii: "\\"): return "\\".utf8
        case UInt8(ascii: "/"): return "/".utf8
        case UInt8(ascii: "b"): return "\u{8}".utf8
        case UInt8(ascii: "f"): return "\u{c}".utf8
        case UInt8(ascii: "n"): return "\n".utf8
        case UInt8(ascii: "r"): return "\r".utf8
        case UInt8(ascii: "t"): return "\t".utf8
        case UInt8(ascii: "u"): return String(Character(try unicodeEscape())).utf8
        default: throw .invalidEscape(offset: at - 2)
        }
    }

    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let start = at - 2
        var code = try fourHexDigits()
        if (0xD800..<0xDC00).contains(code) {
            guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw .invalidEscape(offset: start) }
            let low = try fourHexDigits()
            guard (0xDC00..<0xE000).contains(low) else { throw .invalidEscape(offset: start) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard code != 0 else { throw .nulCharacter(offset: start) }
        guard let scalar = Unicode.Scalar(code) else { throw .invalidEscape(offset: start) }
        return scalar
    }

    private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard at < bytes.count else { throw .unexpectedEnd }
            switch bytes[at] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): code = code << 4 | UInt32(bytes[at] - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): code = code << 4 | UInt32(bytes[at] - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): code = code << 4 | UInt32(bytes[at] - UInt8(ascii: "A") + 10)
            default: throw .invalidEscape(offset: at)
            }
            at += 1
        }
        return code
    }

    private mutating func literal(_ text: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for index in 0..<text.utf8CodeUnitCount {
            guard at < bytes.count else { throw .unexpectedEnd }
            guard bytes[at] == text.utf8Start[index] else { throw .unexpectedByte(offset: at) }
            at += 1
        }
        return value
    }

    private mutating func takeDigits() -> Bool {
        let start = at
        while at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) { at += 1 }
        return at > start
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard at < bytes.count else { throw .unexpectedEnd }
        guard take(byte) else { throw .unexpectedByte(offset: at) }
    }

    private mutating func skipSpace() {
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x09, 0x0A, 0x0D: at += 1
            default: return
            }
        }
    }
}
