public import FoundationEssentials

/// What opens an archive.
public enum ArchiveKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// A tenant's own key, of which the key of each of its archives is made. 32 bytes.
    case tenant(id: UUID, [UInt8])
    /// The key of one archive, as it is given out. 32 bytes.
    case archive([UInt8])

    public static let length = 32

    public var description: String { "<archive key>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
