/// Text that must not be seen: it never prints itself, and is read only by asking for it by name.
public struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let text: String

    public init(_ text: String) { self.text = text }

    /// The text itself, for the one call that needs it.
    public func reveal() -> String { text }

    public var isEmpty: Bool { text.isEmpty }
    public var byteCount: Int { text.utf8.count }
    public var description: String { "<secret>" }
    public var debugDescription: String { "<secret>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
