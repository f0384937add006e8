internal import Contracts

extension HostSettings {
    /// The archives of tenants.
    public struct Archives: Sendable {
        /// A folder that all hosts of the installation share, and that nginx reads.
        public let folder: String
        /// How long an archive is kept that somebody asked for.
        public let lifetime: Duration

        init(_ decoder: inout SettingsDecoder) {
            folder = decoder.string("folder", default: "/var/lib/tenant-manager/archives")
            if !folder.hasPrefix("/") { decoder.report(key: "folder", "must be an absolute path") }
            lifetime = .seconds(3600 * decoder.integer("lifetime_hours", default: 168, in: 1...87_600))
        }
    }
}
