/// One fault of the settings: where it is and what is wrong, never the value.
public struct SettingsDiagnostic: Error, Sendable, Equatable, CustomStringConvertible {
    public let place: SettingsPlace
    /// The dotted path of the key; empty for a fault of the whole file.
    public let key: String
    public let message: String

    public init(place: SettingsPlace, key: String, message: String) {
        self.place = place
        self.key = key
        self.message = message
    }

    public var description: String {
        "\(place.file):\(place.line):\(place.column): " + (key.isEmpty ? message : "\(key): \(message)")
    }
}

/// All faults of the settings at once.
public struct SettingsError: Error, Sendable, Equatable, CustomStringConvertible {
    public let diagnostics: [SettingsDiagnostic]

    public init(_ diagnostics: [SettingsDiagnostic]) { self.diagnostics = diagnostics }

    public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
