internal import CLinux
internal import Glibc
internal import Synchronization

/// A small, bounded pool of threads for what blocks or burns CPU for long: password hashes, large bodies, slow peers, files.
///
/// No such work runs on a reactor, whose other tasks would wait for it.
public final class BlockingLane: Sendable {
    private let queue: Mutex<Queue>
    /// Counts the jobs that are waiting (eventfd as a semaphore): threads sleep in `read` on it.
    private let semaphore: Int32
    private let threads: Mutex<[HostThread]>

    private struct Queue {
        var jobs: [@Sendable () -> Void] = []
        var head = 0
        var isClosed = false

        var count: Int { jobs.count - head }

        mutating func take() -> (@Sendable () -> Void)? {
            guard head < jobs.count else { return nil }
            defer { head += 1 }
            let job = jobs[head]
            if head > 64, head * 2 > jobs.count {
                jobs.removeFirst(head)
                head = 0
            }
            return job
        }
    }

    public let maxQueued: Int

    /// - Parameters:
    ///   - threads: how many jobs run at once.
    ///   - maxQueued: how many may wait beyond those; one more is refused.
    ///   - niceness: how far the threads stand back behind the others of the program while cores are short, from 0 to 19 (nice(2)).
    public init(
        name: String = "blocking", threads count: Int, maxQueued: Int, niceness: Int32 = 0
    ) throws(ReactorError) {
        self.maxQueued = maxQueued
        queue = Mutex(Queue())
        let semaphore = eventfd(0, Int32(EFD_CLOEXEC | EFD_SEMAPHORE))
        guard semaphore >= 0 else { throw .system(call: "eventfd", errno: errno) }
        self.semaphore = semaphore
        threads = Mutex([])
        for index in 0..<count {
            let thread = try HostThread(name: "\(name)-\(index)") { [weak self] in
                // On Linux this is the calling thread's alone, and standing back needs no right.
                if niceness > 0 { _ = nice(niceness) }
                while Self.waitForJob(semaphore), let lane = self, lane.runNext() {}
            }
            threads.withLock { $0.append(thread) }
        }
    }

    /// Runs `body` on one of the lane's threads; the task is suspended meanwhile and goes on where it was.
    ///
    /// - Throws: `LaneError.full` at once when too many are waiting, and whatever `body` throws.
    public func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withUnsafeThrowingContinuation { continuation in
            let isAccepted = queue.withLock { queue in
                guard !queue.isClosed, queue.count < maxQueued else { return false }
                queue.jobs.append { continuation.resume(with: Swift.Result { try body() }) }
                return true
            }
            if isAccepted { _ = eventfd_write(semaphore, 1) } else { continuation.resume(throwing: LaneError.full) }
        }
    }

    /// Lets what is queued finish, refuses the rest, and waits for the threads. A second call does nothing.
    public func shutDown() {
        queue.withLock { $0.isClosed = true }
        let threads = threads.withLock { threads in
            defer { threads = [] }
            return threads
        }
        guard !threads.isEmpty else { return }
        _ = eventfd_write(semaphore, UInt64(threads.count))
        for thread in threads { thread.join() }
        close(semaphore)
    }

    private static func waitForJob(_ semaphore: Int32) -> Bool {
        var value = eventfd_t()
        while eventfd_read(semaphore, &value) != 0 { if errno != EINTR { return false } }
        return true
    }

    /// - Returns: false when the lane is closed and nothing is left to run.
    private func runNext() -> Bool {
        guard let job = queue.withLock({ $0.take() }) else { return !queue.withLock { $0.isClosed } }
        job()
        return true
    }
}

public enum LaneError: Error, Equatable, Sendable {
    /// As many jobs are waiting as may.
    case full
}
