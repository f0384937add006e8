internal import Contracts
internal import FoundationEssentials

/// What a client sends to make a key.
struct NewAPIKey: Sendable {
    let name: String
    let role: TenantRole
    /// A role of the organization's own that narrows `role`.
    let customRole: UUID?
    /// Seconds since 1970.
    let expiresAt: Int64

    /// - Throws: `RequestFault` naming every faulty field.
    init(_ object: JSONObject, limits: APIKeyLimits, now: Date) throws(RequestFault) {
        var fields = FieldReader(object)
        let name = fields.keyName()
        let role = fields.role()
        customRole = fields.optionalIdentifier("custom_role_id")
        let present = Int64(now.timeIntervalSince1970)
        expiresAt =
            fields.optionalTime("expires_at", in: (present + 1)...(present + limits.longestLifetime.components.seconds))
            ?? present + limits.defaultLifetime.components.seconds
        try fields.finish()
        guard let name, let role else { throw .invalid(fields.faults) }
        self.name = name
        self.role = role
    }
}

extension FieldReader {
    /// The required name of a key; nil after a fault was recorded.
    mutating func keyName() -> String? {
        let name = string("name", length: 1...100)
        guard !name.isEmpty else { return nil }
        let isBlank = name.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
        guard !isBlank, !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            fail("name", "must say something, without control characters")
            return nil
        }
        return name
    }

    /// An identity that may be absent or null.
    mutating func optionalIdentifier(_ name: String) -> UUID? {
        guard let text = optionalString(name, length: 0...100) else { return nil }
        let id = UUID(canonical: text)
        if id == nil { fail(name, "must be a UUID") }
        return id
    }

    /// A time of RFC 3339 that may be absent or null, in whole seconds since 1970.
    mutating func optionalTime(_ name: String, in range: ClosedRange<Int64>) -> Int64? {
        guard let text = optionalString(name, length: 0...100) else { return nil }
        let styles = [false, true].map { Date.ISO8601FormatStyle(includingFractionalSeconds: $0) }
        guard let date = styles.lazy.compactMap({ try? $0.parse(text) }).first else {
            fail(name, "must be a time such as 2030-12-31T00:00:00Z")
            return nil
        }
        let seconds = date.timeIntervalSince1970
        guard seconds >= Double(range.lowerBound), seconds <= Double(range.upperBound) else {
            fail(name, "must be in the future, and within the longest lifetime of a key")
            return nil
        }
        return Int64(seconds)
    }
}
