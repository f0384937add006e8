/// Builds a statement piece by piece where its shape is known only at run time. What goes in as text is a literal of the
/// program; identifiers are quoted, values are bound.
public struct SQLBuilder: Sendable {
    public private(set) var text = ""
    public private(set) var values: [SQLValue] = []
    private var placeholders: [Int] = []

    public init() {}

    init(capacity: Int, values count: Int) {
        text.reserveCapacity(capacity)
        values.reserveCapacity(count)
        placeholders.reserveCapacity(count)
    }

    public mutating func append(identifier: String) { text += SQLIdentifier.quote(identifier) }

    mutating func append(literal: StaticString) { text += literal.description }

    /// Appends a literal, with interpolations or without, or a statement's text; its parameters follow the ones bound so far and
    /// are numbered anew.
    public mutating func append(_ fragment: SQL) {
        let source = fragment.text
        var copied = source.startIndex
        for (index, (offset, value)) in zip(fragment.placeholders, fragment.values).enumerated() {
            let placeholder = source.utf8.index(source.startIndex, offsetBy: offset)
            text += source[copied..<placeholder]
            bind(value)
            copied = source.utf8.index(placeholder, offsetBy: "$\(index + 1)".utf8.count)
        }
        text += source[copied...]
    }

    public mutating func bind(_ value: SQLValue) {
        placeholders.append(text.utf8.count)
        values.append(value)
        text += "$\(values.count)"
    }

    /// Binds with a cast to a type whose name is a literal of the program.
    public mutating func bind(_ value: SQLValue, as type: StaticString) {
        bind(value)
        text += "::\(type)"
    }

    public var sql: SQL { SQL(text: text, values: values, placeholders: placeholders) }
}
