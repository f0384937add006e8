/// What an organization is called, in any script: without control characters, and without white space around it.
public struct OrganizationName: Sendable, Equatable, CustomStringConvertible {
    /// In characters.
    public static let lengths = 2...255

    public let description: String

    /// White space around the name is left out.
    public init(_ text: String) throws(Fault) {
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { throw .control }
        let name = text.trimmingWhitespace()
        guard Self.lengths.contains(name.unicodeScalars.count) else { throw .length }
        description = name
    }

    /// What keeps a text from being a name.
    public enum Fault: Error, Equatable, Sendable {
        case length
        case control

        /// What its writer is told.
        public var message: String {
            switch self {
            case .length:
                "must be \(OrganizationName.lengths.lowerBound) to \(OrganizationName.lengths.upperBound) characters long"
            case .control: "must not contain control characters"
            }
        }
    }
}

extension FieldReader {
    /// A required name of an organization. What is returned after a fault was recorded is none.
    public mutating func organizationName(_ name: String) -> String {
        let text = string(name, length: OrganizationName.lengths)
        guard !text.isEmpty else { return text }
        do {
            return try OrganizationName(text).description
        } catch {
            fail(name, error.message)
            return text
        }
    }
}

extension String {
    fileprivate func trimmingWhitespace() -> String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
