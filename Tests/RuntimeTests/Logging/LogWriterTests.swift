import Contracts
import Synchronization
import Testing

@testable import HostRuntime

@Suite struct LogWriterTests {
    private let sink = LogSink()

    private func line(_ number: Int) -> [UInt8] { Array("{\"n\":\(number)}\n".utf8) }

    @Test func withoutItsTaskEveryLineIsWrittenAtOnce() {
        let writer = LogWriter(capacity: 1_000) { [sink] in sink.write($0) }
        writer.append(line(1))
        #expect(sink.lines.count == 1)
    }

    @Test func linesOfManyTasksAllArriveWhole() async {
        let writer = LogWriter(capacity: 1_000_000) { [sink] in sink.write($0) }
        let running = Task { await writer.run(flushInterval: .milliseconds(5)) }
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 { group.addTask { for number in 0..<500 { writer.append(self.line(task * 500 + number)) } } }
        }
        running.cancel()
        await running.value
        #expect(sink.lines.compactMap { $0["n"] }.count == 4_000)
    }

    @Test func anUrgentLineDoesNotWaitForTheInterval() async {
        let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
        let writer = LogWriter(capacity: 1_000) { _ in arrival.yield() }
        let running = Task { await writer.run(flushInterval: .seconds(3_600)) }
        writer.append(line(1), isUrgent: true)
        for await _ in arrivals { break }
        running.cancel()
        await running.value
    }

    @Test func whatDoesNotFitIsDroppedAndCounted() {
        let writer = LogWriter(capacity: 20) { [sink] in sink.write($0) }
        writer.append(Array(repeating: UInt8(ascii: "x"), count: 21))
        writer.append(line(1))
        #expect(sink.lines.map { $0["dropped"] } == [.integer(1), nil])
    }

    @Test func aLineLoggedWhileAnotherIsWrittenIsNotLost() {
        let sink = sink
        let logAgain = Mutex<(@Sendable () -> Void)?>(nil)
        let writer = LogWriter(capacity: 1_000) { bytes in
            logAgain.withLock { action in
                defer { action = nil }
                return action
            }?()
            sink.write(bytes)
        }
        logAgain.withLock { $0 = { writer.append(Array("{\"n\":2}\n".utf8)) } }
        writer.append(line(1))
        #expect(sink.lines.map { $0["n"] } == [.integer(1), .integer(2)])
    }
}
