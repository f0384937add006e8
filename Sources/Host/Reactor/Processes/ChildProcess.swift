internal import CLinux
internal import Glibc

/// A program that runs beside the host. No thread waits for it: its end is a descriptor becoming readable (pidfd_open(2)).
public struct ChildProcess: Sendable {
    /// How much of its standard error is kept, bytes: the end, which says why it gave up.
    private static let maxErrorOutput = 16_384
    /// How long it has to end by itself once it is told to.
    private static let gracePeriod: Duration = .seconds(2)

    private let id: pid_t
    private let reactor: Reactor

    /// Runs the program to its end. One whose time is over, or whose task is cancelled, is stopped first: nothing of it is left when
    /// this returns.
    ///
    /// - Parameter lane: where it is started, which takes a thread for a moment.
    /// - Throws: `ChildError`, `CancellationError`, `ReactorError`, `LaneError.full`.
    public static func run(
        _ program: ChildProgram, on reactor: Reactor, lane: BlockingLane, until deadline: ContinuousClock.Instant
    ) async throws -> ChildExit {
        try Task.checkCancellation()
        let pipe = try ErrorPipe()
        let id = try await lane.run { try SpawnAttributes(errorOutput: pipe.writing).spawn(program) }
        pipe.closeWriting()
        return try await ChildProcess(id: id, reactor: reactor).finish(reading: pipe, until: deadline)
    }

    private func finish(reading pipe: ErrorPipe, until deadline: ContinuousClock.Instant) async throws -> ChildExit {
        var output: [UInt8] = []
        do {
            // The program's end closes the pipe.
            try await pipe.drain(on: reactor, keeping: Self.maxErrorOutput, into: &output, until: deadline)
            return ChildExit(waitStatus: try await reap(until: deadline), errorOutput: output)
        } catch {
            try await stop()
            switch error {
            case ReadinessError.timedOut: throw ChildError.timedOut
            case ReadinessError.cancelled: throw CancellationError()
            default: throw error
            }
        }
    }

    /// Has it end, by force if need be.
    private func stop() async throws {
        kill(id, SIGTERM)
        // Out of reach of the cancellation that may have led here.
        let end = Task(executorPreference: reactor) {
            do {
                _ = try await reap(until: .now + Self.gracePeriod)
            } catch ReadinessError.timedOut {
                kill(id, SIGKILL)
                _ = try await reap(until: nil)
            }
        }
        try await end.value
    }

    /// Waits for its end and takes its status, after which its id may be another's.
    private func reap(until deadline: ContinuousClock.Instant?) async throws -> Int32 {
        let descriptor = pidfd_open(id, 0)
        guard descriptor >= 0 else { throw ReactorError.system(call: "pidfd_open", errno: errno) }
        defer { close(descriptor) }
        let watch = try DescriptorWatch(descriptor, on: reactor)
        defer { watch.end() }
        try await watch.wait(for: .readable, until: deadline)
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 {
            guard errno == EINTR else { throw ReactorError.system(call: "waitpid", errno: errno) }
        }
        return status
    }
}
