/// Builds a statement piece by piece where its shape is known only at run time. What goes in as text is a literal of the
/// program; identifiers are quoted, values are bound.
public struct SQLBuilder: Sendable {
    public private(set) var text = ""
    public private(set) var values: [SQLValue] = []

    public init() {}

    public mutating func append(identifier: String) { text += SQLIdentifier.quote(identifier) }

    public mutating func append(_ fragment: SQL) {
        text += fragment.renumbered(from: values.count)
        values.append(contentsOf: fragment.values)
    }

    public mutating func bind(_ value: SQLValue) {
        values.append(value)
        text += "$\(values.count)"
    }

    /// Binds with a cast to a type whose name is a literal of the program.
    public mutating func bind(_ value: SQLValue, as type: StaticString) {
        bind(value)
        text += "::\(type)"
    }

    public var sql: SQL { SQL(text: text, values: values) }
}

extension SQL {
    /// The text with each `$n` raised by `offset`, so that it can stand behind a statement that binds that many already.
    func renumbered(from offset: Int) -> String {
        guard offset > 0, !values.isEmpty else { return text }
        var renumbered = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            renumbered += rest[...dollar]
            rest = rest[rest.index(after: dollar)...]
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            if let number = Int(digits) { renumbered += String(number + offset) }
            rest = rest[digits.endIndex...]
        }
        return renumbered + rest
    }
}
