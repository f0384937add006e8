import Contracts

extension ScalarInput {
    /// An instant in any of the spellings of `WrittenInstant`.
    func dateTime(_ value: JSONValue) throws(CRMError) -> SQLValue {
        guard value != .null else { return .null }
        return .text(try written(value, expected: .dateTime).instant)
    }

    /// The day of any such spelling, as it is written there.
    func date(_ value: JSONValue) throws(CRMError) -> SQLValue {
        guard value != .null else { return .null }
        return .text(try written(value, expected: .date).day.description)
    }

    private func written(_ value: JSONValue, expected: InputFault.DateForm) throws(CRMError) -> WrittenInstant {
        guard case .string(let text) = value, let written = WrittenInstant(text) else {
            throw .invalidInput(.invalidDate(expected, value: JSONText.inspect(value), field: field))
        }
        return written
    }
}
