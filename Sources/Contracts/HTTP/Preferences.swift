internal import HTTPTypes

/// What a client would like (RFC 7240).
public struct Preferences: Sendable, Equatable {
    /// To be answered at once, and to look later (§4.1).
    public let respondAsync: Bool

    public init(_ fields: RequestFields) {
        let wishes = HTTPField.Name.prefer.flatMap { fields[$0] }?.split(separator: ",") ?? []
        respondAsync = wishes.contains { wish in
            let name = wish.prefix { $0 != ";" && $0 != "=" }.filter { !$0.isWhitespace }
            return name.lowercased() == "respond-async"
        }
    }
}

extension HTTPField.Name {
    fileprivate static let prefer = HTTPField.Name("Prefer")
    static let preferenceApplied = HTTPField.Name("Preference-Applied")
}
