internal import CLinux
internal import Glibc
internal import Synchronization

/// The pipe that a child writes its standard error to. Both ends are closed with the last reference.
final class ErrorPipe: Sendable {
    private let reading: Int32
    private let writingEnd: Mutex<Int32>

    init() throws(ReactorError) {
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw .system(call: "pipe2", errno: errno) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        reading = ends[0]
        writingEnd = Mutex(ends[1])
    }

    deinit {
        closeWriting()
        close(reading)
    }

    /// The child's end; -1 once it is closed here.
    var writing: Int32 { writingEnd.withLock { $0 } }

    /// To be called when the child has it: what is left open here would keep the pipe from ending.
    func closeWriting() {
        writingEnd.withLock { end in
            if end >= 0 { close(end) }
            end = -1
        }
    }

    /// Reads until the child's end is closed, and keeps the last `limit` bytes.
    ///
    /// - Throws: `ReadinessError`, `ReactorError`.
    func drain(
        on reactor: Reactor, keeping limit: Int, into output: inout [UInt8], until deadline: ContinuousClock.Instant
    ) async throws {
        let watch = try DescriptorWatch(reading, on: reactor)
        defer { watch.end() }
        while true {
            let count = Reactor.withScratch { scratch in
                let count = read(reading, scratch.baseAddress, scratch.count)
                if count > 0 { output += scratch.prefix(count) }
                return count
            }
            if output.count > limit { output.removeFirst(output.count - limit) }
            if count == 0 { return }
            if count < 0 {
                guard errno == EAGAIN || errno == EINTR else { throw ReactorError.system(call: "read", errno: errno) }
                try await watch.wait(for: .readable, until: deadline)
            }
        }
    }
}
