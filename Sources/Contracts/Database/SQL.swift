/// A statement: text made of literals, with every value bound. `"… WHERE id = \(id)"` makes `$1`; text made at run time does not
/// compile, but for identifiers, which are quoted, and other `SQL`, whose parameters are renumbered.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    public private(set) var text: String
    public private(set) var values: [SQLValue]

    public init(stringLiteral value: StaticString) {
        text = value.description
        values = []
    }

    public init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    /// A migration or another script that is part of the program; it binds nothing.
    public init(script: String) {
        text = script
        values = []
    }

    /// The same text with other values in place of those it was built with, so that a statement is built once and run often.
    /// There must be as many; PostgreSQL refuses the statement otherwise.
    public func rebound(to values: [SQLValue]) -> SQL { SQL(text: text, values: values) }

    init(text: String, values: [SQLValue]) {
        self.text = text
        self.values = values
    }

    public struct Interpolation: StringInterpolationProtocol {
        var text = ""
        var values: [SQLValue] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 3 * interpolationCount)
            values.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) { text += literal.description }

        public mutating func appendInterpolation(_ value: some SQLEncodable) {
            values.append(value.sqlValue)
            text += "$\(values.count)"
        }

        public mutating func appendInterpolation(_ value: SQLValue) {
            values.append(value)
            text += "$\(values.count)"
        }

        public mutating func appendInterpolation(identifier: String) { text += SQLIdentifier.quote(identifier) }

        public mutating func appendInterpolation(_ fragment: SQL) {
            text += fragment.text.isEmpty ? "" : fragment.renumbered(from: values.count)
            values.append(contentsOf: fragment.values)
        }
    }
}
