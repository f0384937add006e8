import Contracts
import Logging
import Testing

@testable import HostRuntime

@Suite struct JSONLogHandlerTests {
    private let sink = LogSink()

    private func logger(_ level: Logger.Level = .info) -> Logger {
        let writer = LogWriter(capacity: 100_000) { [sink] in sink.write($0) }
        return Logger(label: "test") { _ in JSONLogHandler(writer: writer, level: level) }
    }

    @Test func aLineHasTimeLevelMessageAndMetadata() throws {
        logger().warning("low \"disk\"\n", metadata: ["free": .stringConvertible(3), "tags": ["a", "b"]])
        let line = try #require(sink.lines.first)
        #expect(line.names == ["ts", "level", "message", "free", "tags"])
        #expect(line["level"] == "warning")
        #expect(line["message"] == "low \"disk\"\n")
        #expect(line["tags"] == ["a", "b"])
    }

    @Test func metadataCannotForgeTheLinesOwnNames() throws {
        logger().info("real", metadata: ["message": "forged", "level": "critical"])
        let line = try #require(sink.lines.first)
        #expect(line["message"] == "real")
        #expect(line["_message"] == "forged")
    }

    @Test func aLineFeedInTheMessageMakesNoSecondLine() {
        logger().info("one\n{\"level\":\"critical\"}")
        #expect(sink.lines.count == 1)
    }

    @Test func secretsInMetadataStaySecret() throws {
        logger().info("hello", metadata: ["key": .stringConvertible(Secret("hunter2"))])
        #expect(try #require(sink.lines.first)["key"] == "<secret>")
    }

    @Test func linesBelowTheLevelAreNotWritten() {
        logger(.warning).info("hello")
        #expect(sink.lines.isEmpty)
    }
}
