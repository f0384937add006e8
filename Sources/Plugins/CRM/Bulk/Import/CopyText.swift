import Contracts

/// Values in the text format of COPY (PostgreSQL, "COPY", "Text Format").
enum CopyText {
    static func append(_ value: SQLValue, to row: inout [UInt8]) {
        switch value {
        case .null: row.append(contentsOf: "\\N".utf8)
        case .text(let text): append(text, to: &row)
        case .integer(let number): row.append(contentsOf: String(number).utf8)
        case .double(let number): row.append(contentsOf: "\(number)".utf8)
        case .bool(let flag): row.append(UInt8(ascii: flag ? "t" : "f"))
        case .uuid(let id): row.append(contentsOf: id.canonical.utf8)
        case .bytes(let bytes):
            row.append(contentsOf: "\\\\x".utf8)
            for byte in bytes { row.append(contentsOf: ((byte < 16 ? "0" : "") + String(byte, radix: 16)).utf8) }
        case .textArray(let elements): append(array(elements), to: &row)
        }
    }

    /// Tabs, line breaks and backslashes would end the value or mean something else.
    static func append(_ text: String, to row: inout [UInt8]) {
        var text = text
        text.withUTF8 { bytes in
            guard bytes.contains(where: isSpecial) else { return row.append(contentsOf: bytes) }
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "\t"): row.append(contentsOf: "\\t".utf8)
                case UInt8(ascii: "\n"): row.append(contentsOf: "\\n".utf8)
                case UInt8(ascii: "\r"): row.append(contentsOf: "\\r".utf8)
                case UInt8(ascii: "\\"): row.append(contentsOf: "\\\\".utf8)
                default: row.append(byte)
                }
            }
        }
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// PostgreSQL, "Array Input and Output Syntax".
    private static func array(_ elements: [String?]) -> String {
        let items = elements.map { element -> String in
            guard let element else { return "NULL" }
            return "\"" + element.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        return "{" + items.joined(separator: ",") + "}"
    }
}
