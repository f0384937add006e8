import Contracts

/// Settings of one plugin as a file would hold them.
enum IdentitySettings {
    private static let place = SettingsPlace(file: "settings.yaml", line: 1, column: 1)

    /// - Parameter values: by key; one with a dot stands in a part of its own.
    static func node(_ values: [(String, String)], path: String = "plugins.auth") -> SettingsNode {
        let entries = values.map { name, value in
            let names = name.split(separator: ".", maxSplits: 1).map(String.init)
            let inner = "\(path).\(names[0])"
            return SettingsNode.Entry(
                key: names[0], keyPlace: place,
                value: names.count == 2
                    ? node([(names[1], value)], path: inner)
                    : SettingsNode(value: .scalar(value, quoted: false), place: place, path: inner))
        }
        return SettingsNode(value: .mapping(entries), place: place, path: path)
    }
}
