internal import Contracts
internal import Logging

/// Builds one line of the log: a JSON object and a line feed.
struct JSONLine {
    private var writer = JSONWriter(capacity: 512)

    /// Names that every line has; metadata under one of them gets an underscore in front.
    private static let ownNames: Set<String> = ["ts", "level", "message"]

    init(level: Logger.Level, message: String) {
        writer.beginObject()
        writer.key("ts")
        Timestamp.now().withUnsafeBufferPointer { writer.writeText($0) }
        writer.member("level", level.rawValue)
        writer.member("message", message)
    }

    mutating func member(_ name: String, _ value: String) { writer.member(name, value) }

    mutating func member(_ name: String, _ value: Int) {
        writer.key(name)
        writer.write(value)
    }

    /// A duration as a number of milliseconds.
    mutating func member(_ name: String, _ value: Duration) {
        writer.key(name)
        writer.raw(value.millisecondsText.utf8)
    }

    mutating func nested(_ name: String, _ body: (inout JSONLine) -> Void) {
        writer.key(name)
        writer.beginObject()
        body(&self)
        writer.endObject()
    }

    mutating func metadata(_ metadata: Logger.Metadata) {
        for (name, value) in metadata.sorted(by: { $0.key < $1.key }) {
            writer.key(Self.ownNames.contains(name) ? "_" + name : name)
            write(value)
        }
    }

    consuming func finished() -> [UInt8] {
        writer.endObject()
        var bytes = writer.bytes
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private mutating func write(_ value: Logger.MetadataValue) {
        switch value {
        case .string(let text): writer.write(text)
        case .stringConvertible(let value): writer.write(value.description)
        case .array(let values):
            writer.beginArray()
            for value in values { write(value) }
            writer.endArray()
        case .dictionary(let members):
            writer.beginObject()
            metadata(members)
            writer.endObject()
        }
    }
}
