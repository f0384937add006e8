/// A value of the settings file and the place it stands at.
public struct SettingsNode: Sendable, Equatable {
    public indirect enum Value: Sendable, Equatable {
        /// A plain or quoted scalar. A quoted one is never taken for null; numbers and booleans may be quoted, as those that
        /// come from the environment often are.
        case scalar(String, quoted: Bool)
        case sequence([SettingsNode])
        case mapping([Entry])
        /// The key is not in the file.
        case absent
    }

    public struct Entry: Sendable, Equatable {
        public let key: String
        public let keyPlace: SettingsPlace
        public let value: SettingsNode

        public init(key: String, keyPlace: SettingsPlace, value: SettingsNode) {
            self.key = key
            self.keyPlace = keyPlace
            self.value = value
        }
    }

    public let value: Value
    public let place: SettingsPlace
    /// The dotted path of keys that leads here, `plugins.auth.enabled`.
    public let path: String

    public init(value: Value, place: SettingsPlace, path: String) {
        self.value = value
        self.place = place
        self.path = path
    }

    /// Whether it is one of YAML's plain spellings of nothing (core schema, YAML 1.2.2 §10.3.2).
    var isNull: Bool {
        guard case .scalar(let text, quoted: false) = value else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }
}

/// Where in a settings file something stands; line and column count from 1.
public struct SettingsPlace: Sendable, Equatable {
    public let file: String
    public let line: Int
    public let column: Int

    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}
