/// A statement: text made of literals, with every value bound. `"… WHERE id = \(id)"` makes `$1`; text made at run time does not
/// compile, but for identifiers, which are quoted, and other `SQL`, whose parameters are renumbered.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    public private(set) var text: String
    public private(set) var values: [SQLValue]
    /// Where in the text's UTF-8 each value's `$n` begins, in order: only these are renumbered where the statement becomes
    /// part of another, and a `$1` within a constant or a quoted identifier stays what it is.
    let placeholders: [Int]

    public init(stringLiteral value: StaticString) {
        text = value.description
        values = []
        placeholders = []
    }

    public init(stringInterpolation: Interpolation) { self = stringInterpolation.builder.sql }

    /// A migration or another script that is part of the program; it binds nothing.
    public init(script: String) {
        text = script
        values = []
        placeholders = []
    }

    /// The same text with other values in place of those it was built with, so that a statement is built once and run often.
    /// There must be as many; PostgreSQL refuses the statement otherwise.
    public func rebound(to values: [SQLValue]) -> SQL { SQL(text: text, values: values, placeholders: placeholders) }

    init(text: String, values: [SQLValue], placeholders: [Int]) {
        self.text = text
        self.values = values
        self.placeholders = placeholders
    }

    public struct Interpolation: StringInterpolationProtocol {
        var builder: SQLBuilder

        public init(literalCapacity: Int, interpolationCount: Int) {
            builder = SQLBuilder(capacity: literalCapacity + 3 * interpolationCount, values: interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) { builder.append(literal: literal) }

        public mutating func appendInterpolation(_ value: some SQLEncodable) { builder.bind(value.sqlValue) }

        /// An optional value, nil of which is NULL.
        public mutating func appendInterpolation(_ value: (some SQLEncodable)?) { builder.bind(value.sqlValue) }

        public mutating func appendInterpolation(_ value: SQLValue) { builder.bind(value) }

        public mutating func appendInterpolation(identifier: String) { builder.append(identifier: identifier) }

        public mutating func appendInterpolation(_ fragment: SQL) { builder.append(fragment) }
    }
}
