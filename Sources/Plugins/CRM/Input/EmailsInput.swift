import Contracts

/// Checks e-mail addresses and stores them lower-cased. The primary one is rewritten whenever the field is sent.
struct EmailsInput {
    let field: String

    func values(of parts: JSONObject) throws(CRMError) -> [String: SQLValue] {
        var values: [String: SQLValue] = ["primaryEmail": .null]
        if let primary = try address(parts["primaryEmail"] ?? .null) { values["primaryEmail"] = .text(primary) }
        if let value = parts["additionalEmails"] {
            var additional: [JSONValue] = []
            for item in try ListInput(field: field).items(value) {
                if let text = try address(item) { additional.append(.string(text)) }
            }
            values["additionalEmails"] = additional.isEmpty ? .null : .text(JSONText.encode(.array(additional)))
        }
        return values
    }

    private func address(_ value: JSONValue) throws(CRMError) -> String? {
        switch value {
        case .null, .string(""): return nil
        case .string(let text):
            guard let address = EmailAddress(text) else { throw ScalarInput(field: field).wrong("email", value) }
            return address.description
        default: throw ScalarInput(field: field).wrong("email", value)
        }
    }
}
