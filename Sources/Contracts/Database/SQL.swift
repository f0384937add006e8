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
