import Contracts

/// Values of filters. They arrive as text, whatever the field is, and become what the column is compared with.
enum FilterValue {
    /// One value of a comparator other than `is`; for `in` and `containsAny` one item of the list.
    ///
    /// Text, options and JSON go as they are: the empty text is what it is here, and an option that the field does not have is
    /// PostgreSQL's to refuse.
    ///
    /// - Throws: `CRMError.invalidInput` for text that is no number, boolean, UUID or date where the column holds one.
    static func coerce(
        _ text: String, for column: FieldDescription.Column, of field: FieldDescription
    ) throws(CRMError) -> SQLValue {
        let scalar = ScalarInput(field: field.key)
        switch column.cell {
        case .number, .integer: return .text(try number(text, field: field.key))
        case .boolean:
            guard text == "true" || text == "false" else { throw scalar.wrong("boolean", .string(text)) }
            return .bool(text == "true")
        case .timestamp: return try scalar.dateTime(.string(text))
        case .verbatimText where field.type == .date: return try scalar.date(.string(text))
        case .verbatimText: return try scalar.uuid(.string(text))
        case .text, .json: return .text(text)
        }
    }

    /// The number that `text` begins with, as JavaScript's `parseFloat` finds it; its digits are kept, so that nothing is rounded.
    private static func number(_ text: String, field: String) throws(CRMError) -> String {
        let number = FloatPrefix.of(text)
        guard let number else { throw .invalidInput(.wrongValue(kind: "number", value: "NaN", field: field)) }
        guard let value = Double(number), value.isFinite else {
            let value = number.hasPrefix("-") ? "-Infinity" : "Infinity"
            throw .invalidInput(.wrongValue(kind: "number", value: value, field: field))
        }
        return number
    }
}
