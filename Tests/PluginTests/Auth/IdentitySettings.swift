import Contracts

/// Settings of one plugin as a file would hold them.
enum IdentitySettings {
    private static let place = SettingsPlace(file: "settings.yaml", line: 1, column: 1)

    static func node(_ values: [(String, String)], path: String = "plugins.auth") -> SettingsNode {
        let entries = values.map { name, value in
            SettingsNode.Entry(
                key: name, keyPlace: place,
                value: SettingsNode(value: .scalar(value, quoted: false), place: place, path: "\(path).\(name)"))
        }
        return SettingsNode(value: .mapping(entries), place: place, path: path)
    }
}
