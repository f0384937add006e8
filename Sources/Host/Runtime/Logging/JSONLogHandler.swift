public import Logging

/// swift-log's back end: one JSON object a line, through a `LogWriter`.
public struct JSONLogHandler: LogHandler {
    public var logLevel: Logger.Level
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?
    private let writer: LogWriter

    public init(writer: LogWriter, level: Logger.Level) {
        self.writer = writer
        logLevel = level
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var line = JSONLine(level: event.level, message: event.message.description)
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { $1 } }
        if let own = event.metadata { all.merge(own) { $1 } }
        if let error = event.error { all["error"] = .string(String(describing: error)) }
        line.metadata(all)
        writer.append(line.finished(), isUrgent: event.level >= .error)
    }
}
