public import Contracts

extension HostSettings {
    /// One plugin as the file names it.
    public struct PluginEntry: Sendable {
        public let name: String
        public let isEnabled: Bool
        /// What the plugin decodes itself: its mapping without `enabled`.
        public let settings: SettingsNode
        /// Where its name stands.
        public let place: SettingsPlace

        static func all(_ decoder: inout SettingsDecoder) -> [PluginEntry] {
            decoder.entries("plugins").map { entry in
                PluginEntry(
                    name: entry.key, isEnabled: isEnabled(entry, &decoder), settings: withoutToggle(entry.value),
                    place: entry.keyPlace)
            }
        }

        /// What the plugin of that name says of its settings; nothing while it is off.
        func faults(judgedBy plugins: [any Plugin.Type]) -> [SettingsDiagnostic] {
            guard isEnabled, let plugin = plugins.first(where: { $0.name == name }) else { return [] }
            do {
                try plugin.checkSettings(settings)
                return []
            } catch {
                return error.diagnostics
            }
        }

        private static let toggle = "enabled"

        /// A plugin that is named runs unless it is switched off.
        private static func isEnabled(_ entry: SettingsNode.Entry, _ decoder: inout SettingsDecoder) -> Bool {
            var inner = SettingsDecoder(entry.value)
            let isEnabled = inner.bool(toggle, default: true)
            // Its other keys are the plugin's to judge, so only the faults of this one count here.
            for fault in inner.diagnostics {
                decoder.report(SettingsNode(value: .absent, place: fault.place, path: fault.key), fault.message)
            }
            return isEnabled
        }

        private static func withoutToggle(_ node: SettingsNode) -> SettingsNode {
            guard case .mapping(let entries) = node.value else { return node }
            return SettingsNode(value: .mapping(entries.filter { $0.key != toggle }), place: node.place, path: node.path)
        }
    }
}
