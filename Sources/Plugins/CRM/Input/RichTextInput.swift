import Contracts

/// Checks the two forms of a rich text. Neither is made from the other: that is an editor's work. Of a text that is sent in one form
/// the other is dropped, since it would go on saying what the text no longer says.
struct RichTextInput {
    let field: String

    func values(of parts: JSONObject) throws(CRMError) -> [String: SQLValue] {
        guard !parts.isEmpty else { return [:] }
        return [
            "blocknote": try blocks(parts["blocknote"] ?? .null),
            "markdown": try ScalarInput(field: field).text(parts["markdown"] ?? .null),
        ]
    }

    /// The text of a JSON array, an editor's blocks. It is kept as it was written.
    private func blocks(_ value: JSONValue) throws(CRMError) -> SQLValue {
        let scalar = ScalarInput(field: field)
        guard case .text(let text) = try scalar.text(value) else { return .null }
        guard case .array? = try? JSONParser.parse(Array(text.utf8)) else { throw scalar.wrong("rich text", value) }
        return .text(text)
    }
}
