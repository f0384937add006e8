/// The keys of the host's advisory locks in one place, so that no two things wait for each other by accident.
/// Each is four letters of ASCII under a common prefix.
enum AdvisoryLock {
    /// Held by who migrates a database.
    static let migration: Int64 = 0x746D_6772_6D69_6772
    /// Held until commit by who publishes a change.
    static let changeFeed: Int64 = 0x746D_6772_6665_6564
    /// Held until commit, with the server's number, by who takes a place on a server that has only so many.
    static let serverPlace = 0x746D_706C
    /// Held until commit by who writes the settings' servers to the registry.
    static let settingsServers: Int64 = 0x746D_6772_7365_7276
    /// Held until commit by who writes a receipt of an erasure.
    static let erasureLedger: Int64 = 0x746D_6772_6572_6173
}
