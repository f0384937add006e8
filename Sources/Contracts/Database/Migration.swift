/// One numbered step of a schema. Once landed it is never edited: its checksum is recorded where it was applied.
public struct Migration: Sendable, Equatable {
    /// Its place in the order, from 1, without gaps within one owner.
    public let version: Int
    /// `V0001_create_accounts`
    public let name: String
    public let script: String

    public init(version: Int, name: String, script: String) {
        self.version = version
        self.name = name
        self.script = script
    }

    /// A migration from a file that SwiftPM embedded (`PackageResources.V0001_…_sql`).
    public init(version: Int, name: String, embedded bytes: [UInt8]) {
        self.init(version: version, name: name, script: String(decoding: bytes, as: UTF8.self))
    }
}
