public import Contracts

private let samplePlace = SettingsPlace(file: "f.yaml", line: 1, column: 1)

/// Nodes as a reader of files makes them: each knows its path.
extension SettingsNode {
    static func scalar(_ text: String, quoted: Bool = false) -> SettingsNode {
        SettingsNode(value: .scalar(text, quoted: quoted), place: samplePlace, path: "")
    }

    static func list(_ items: [SettingsNode]) -> SettingsNode {
        SettingsNode(value: .sequence(items), place: samplePlace, path: "").under("")
    }

    static func mapping(_ entries: KeyValuePairs<String, SettingsNode>) -> SettingsNode {
        let entries = entries.map { Entry(key: $0.key, keyPlace: samplePlace, value: $0.value) }
        return SettingsNode(value: .mapping(entries), place: samplePlace, path: "").under("")
    }

    /// The same node and all below it, reached by `path`.
    private func under(_ path: String) -> SettingsNode {
        switch value {
        case .scalar, .absent: return SettingsNode(value: value, place: samplePlace, path: path)
        case .sequence(let items):
            let items = items.enumerated().map { $0.element.under("\(path)[\($0.offset)]") }
            return SettingsNode(value: .sequence(items), place: samplePlace, path: path)
        case .mapping(let entries):
            let entries = entries.map { entry in
                let child = path.isEmpty ? entry.key : "\(path).\(entry.key)"
                return Entry(key: entry.key, keyPlace: entry.keyPlace, value: entry.value.under(child))
            }
            return SettingsNode(value: .mapping(entries), place: samplePlace, path: path)
        }
    }
}

extension SettingsNode: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self = .scalar(value) }
}
