/// What a person is called. Either part may be empty; both are when nothing was said.
public struct PersonName: Sendable, Equatable {
    /// Most characters of either part.
    public static let longestPart = 100

    public static let unknown = PersonName(first: "", last: "")

    public let first: String
    public let last: String

    public init(first: String, last: String) {
        self.first = first
        self.last = last
    }
}

extension FieldReader {
    /// A name whose parts may both be absent. A fault is recorded for a part that is too long or holds control characters.
    public mutating func personName(first: String, last: String) -> PersonName {
        PersonName(first: namePart(first), last: namePart(last))
    }

    private mutating func namePart(_ field: String) -> String {
        let text = optionalString(field, length: 0...PersonName.longestPart) ?? ""
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            fail(field, "must not contain control characters")
        }
        return text
    }
}
