/// Why bytes are not JSON, and at which byte (from 0).
public enum JSONError: Error, Equatable, Sendable {
    case empty
    case unexpectedEnd
    case unexpectedByte(offset: Int)
    case trailingBytes(offset: Int)
    case invalidNumber(offset: Int)
    case invalidEscape(offset: Int)
    case invalidUTF8(offset: Int)
    case controlCharacter(offset: Int)
    /// U+0000, which no PostgreSQL text can hold.
    case nulCharacter(offset: Int)
    case repeatedName(String, offset: Int)
    case tooDeep(limit: Int)
}

extension JSONError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .empty: "it is empty"
        case .unexpectedEnd: "it ends too early"
        case .unexpectedByte(let offset): "unexpected character at byte \(offset)"
        case .trailingBytes(let offset): "text after the value at byte \(offset)"
        case .invalidNumber(let offset): "malformed number at byte \(offset)"
        case .invalidEscape(let offset): "malformed escape at byte \(offset)"
        case .invalidUTF8(let offset): "invalid UTF-8 in the string at byte \(offset)"
        case .controlCharacter(let offset): "unescaped control character at byte \(offset)"
        case .nulCharacter(let offset): "NUL character at byte \(offset)"
        case .repeatedName(let name, let offset): "the name '\(name.prefix(64))' is repeated at byte \(offset)"
        case .tooDeep(let limit): "it is nested deeper than \(limit) levels"
        }
    }
}
