internal import Synchronization

/// One thread with an epoll and a job queue; Swift tasks that prefer it as their executor run there, start to end.
///
/// A job enqueued on the reactor's own thread goes to a queue that only this thread touches; one enqueued elsewhere goes to a
/// locked queue, and an eventfd wakes the thread.
public final class Reactor: TaskExecutor {
    /// Its place in its group, from 0.
    public let index: Int

    let poller: Poller
    private let shared = Mutex(Shared())

    /// What other threads may touch, under the lock.
    private struct Shared {
        var jobs: [UnownedJob] = []
        var isWakePending = false
        var isStopping = false
        var timers = TimerSet()
    }

    /// - Throws: `ReactorError.system` when the kernel gives no epoll or eventfd.
    init(index: Int) throws(ReactorError) {
        self.index = index
        poller = try Poller()
    }

    /// The reactor whose thread this is; nil on any other thread.
    public static var current: Reactor? { ReactorThread.current?.reactor }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if let thread = ReactorThread.current, thread.reactor === self {
            thread.jobs.append(job)
            return
        }
        let mustWake = shared.withLock { shared in
            shared.jobs.append(job)
            defer { shared.isWakePending = true }
            return !shared.isWakePending
        }
        if mustWake { poller.wake() }
    }

    /// Lends 64 KiB that hold anything, for the call alone: the thread's own on a reactor, others elsewhere.
    public static func withScratch<Result>(_ body: (UnsafeMutableRawBufferPointer) throws -> Result) rethrows -> Result {
        guard let thread = ReactorThread.current, !thread.isScratchLent else {
            return try withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16, body)
        }
        thread.isScratchLent = true
        defer { thread.isScratchLent = false }
        return try body(thread.scratch)
    }

    /// Suspends the task until `deadline`.
    ///
    /// - Throws: `CancellationError` when the task is cancelled before.
    public func sleep(until deadline: ContinuousClock.Instant) async throws {
        let waiter = Waiter()
        _ = await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                addTimer(waiter, at: deadline)
                waiter.suspend(continuation)
            }
        } onCancel: {
            waiter.resume(.cancelled)
        }
        removeTimer(waiter)
        try Task.checkCancellation()
    }

    /// Runs until `stop`; the calling thread becomes the reactor's.
    func run() {
        let thread = ReactorThread(reactor: self)
        thread.adopt()
        defer { thread.leave() }
        let executor = asUnownedTaskExecutor()
        while true {
            thread.runJobs(on: executor)
            let turn = beginTurn(thread)
            for waiter in turn.due { waiter.resume(.timedOut) }
            if turn.isStopping, thread.jobs.isEmpty { return }
            poller.poll(milliseconds: thread.jobs.isEmpty ? turn.millisecondsToNextTimer : 0, into: thread.events)
        }
    }

    /// Ends `run` once no job is waiting.
    func stop() {
        shared.withLock { $0.isStopping = true }
        poller.wake()
    }

    func addTimer(_ waiter: Waiter, at deadline: ContinuousClock.Instant) {
        let isEarliest = shared.withLock { $0.timers.add(waiter, at: deadline) }
        // On its own thread the reactor reads the timers again before it polls.
        if isEarliest, Reactor.current !== self { poller.wake() }
    }

    func removeTimer(_ waiter: Waiter) {
        shared.withLock { $0.timers.remove(waiter) }
    }

    /// What there is to do besides jobs.
    private struct Turn {
        var isStopping = false
        /// Those whose time has come.
        var due: [Waiter] = []
        /// What `epoll_wait` takes: -1 waits for ever.
        var millisecondsToNextTimer: Int32 = -1
    }

    /// Takes over the jobs that came from other threads, and looks at the time if anybody waits for it.
    private func beginTurn(_ thread: ReactorThread) -> Turn {
        shared.withLock { shared in
            if shared.isWakePending {
                shared.isWakePending = false
                thread.jobs.append(contentsOf: shared.jobs)
                shared.jobs.removeAll(keepingCapacity: true)
            }
            var turn = Turn(isStopping: shared.isStopping)
            guard !shared.timers.isEmpty else { return turn }
            let now = ContinuousClock.now
            turn.due = shared.timers.takeDue(at: now)
            if let next = shared.timers.nextCheck { turn.millisecondsToNextTimer = Self.milliseconds(from: now, to: next) }
            return turn
        }
    }

    private static func milliseconds(from now: ContinuousClock.Instant, to next: ContinuousClock.Instant) -> Int32 {
        let left = now.duration(to: next)
        guard left > .zero else { return 0 }
        return Int32(clamping: left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1)
    }
}
