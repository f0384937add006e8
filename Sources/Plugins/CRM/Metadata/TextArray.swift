import Contracts

/// A `text[]` without NULLs, read from PostgreSQL's text form (PostgreSQL, "Array Input and Output Syntax").
struct TextArray: SQLDecodable, Equatable {
    let elements: [String]

    init?(sqlText: String?) {
        guard let text = sqlText?.utf8, text.first == UInt8(ascii: "{"), text.last == UInt8(ascii: "}") else { return nil }
        var elements: [String] = []
        var element: [UInt8] = []
        var isQuoted = false
        var isEscaped = false
        for byte in text.dropFirst().dropLast() {
            switch byte {
            case _ where isEscaped:
                element.append(byte)
                isEscaped = false
            case UInt8(ascii: "\\"): isEscaped = true
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted:
                elements.append(String(decoding: element, as: UTF8.self))
                element = []
            default: element.append(byte)
            }
        }
        let isEmpty = text.count == 2
        self.elements = isEmpty ? [] : elements + [String(decoding: element, as: UTF8.self)]
    }
}
