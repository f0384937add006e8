public import Contracts

/// The plugins that are compiled in, in the order in which they are made. Which of them run is the settings' to say.
public struct PluginCatalogue: Sendable {
    public struct Entry: Sendable {
        /// Its name under `plugins:` in the settings.
        public let name: String
        public let make: @Sendable (PluginContext) throws -> any Plugin

        public init<P: Plugin>(_ type: P.Type, make: @escaping @Sendable (PluginContext) throws -> P) {
            name = type.name
            self.make = make
        }
    }

    /// A plugin that runs, and its own part of the settings.
    public struct Selection: Sendable {
        public let entry: Entry
        public let settings: SettingsNode
    }

    public let entries: [Entry]

    public init(_ entries: [Entry]) {
        precondition(Set(entries.map(\.name)).count == entries.count, "every plugin has a name of its own")
        self.entries = entries
    }

    /// The plugins that the settings switch on, in the catalogue's order whatever the file's.
    ///
    /// - Throws: `SettingsError` for names that no plugin has.
    public func selection(by settings: [HostSettings.PluginEntry]) throws(SettingsError) -> [Selection] {
        let names = entries.map(\.name)
        let unknown = settings.filter { !names.contains($0.name) }
        guard unknown.isEmpty else {
            throw SettingsError(
                unknown.map {
                    SettingsDiagnostic(
                        place: $0.place, key: $0.settings.path, message: "is no plugin; there are " + names.joined(separator: ", "))
                })
        }
        return entries.compactMap { entry in
            settings.first { $0.name == entry.name && $0.isEnabled }.map { Selection(entry: entry, settings: $0.settings) }
        }
    }
}
