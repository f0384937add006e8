import Contracts

/// Checks and normalises links. A field that is sent is rewritten whole; without a primary link the first secondary one becomes it.
struct LinksInput {
    let field: String

    private struct Link {
        let label: SQLValue
        let url: String

        var json: JSONValue {
            guard case .text(let text) = label else { return ["label": "", "url": .string(url)] }
            return ["label": .string(text), "url": .string(url)]
        }
    }

    func values(of parts: JSONObject) throws(CRMError) -> [String: SQLValue] {
        var links: [Link] = []
        let primary = try link(label: parts["primaryLinkLabel"], url: parts["primaryLinkUrl"])
        if let primary { links.append(primary) }
        let list = ListInput(field: field)
        for item in try list.items(parts["secondaryLinks"] ?? .null) {
            let object = try list.object(item, keys: ["label", "url"])
            if let link = try link(label: object["label"], url: object["url"]) { links.append(link) }
        }
        let secondary = links.dropFirst().map(\.json)
        // A label may stand without a link.
        let loneLabel = try ScalarInput(field: field).text(parts["primaryLinkLabel"] ?? .null)
        return [
            "primaryLinkLabel": links.first?.label ?? loneLabel,
            "primaryLinkUrl": links.first.map { .text($0.url) } ?? .null,
            "secondaryLinks": secondary.isEmpty ? .null : .text(JSONText.encode(.array(secondary))),
        ]
    }

    private func link(label: JSONValue?, url: JSONValue?) throws(CRMError) -> Link? {
        let scalar = ScalarInput(field: field)
        guard case .text(let text) = try scalar.text(url ?? .null) else { return nil }
        guard let normalised = LinkAddress.normalise(text) else { throw .invalidInput(.invalidURL) }
        return Link(label: try scalar.text(label ?? .null), url: normalised)
    }
}
