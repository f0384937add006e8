internal import CLinux
internal import Glibc

/// What belongs to a reactor's own thread alone. It is found through thread-specific storage, so no other thread can reach it.
final class ReactorThread {
    let reactor: Reactor
    var jobs: [UnownedJob] = []
    private var running: [UnownedJob] = []
    /// For one use at a time, which ends before the task that uses it suspends.
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    var isScratchLent = false
    let events = UnsafeMutableBufferPointer<epoll_event>.allocate(capacity: 256)

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        let failure = pthread_key_create(&key, nil)
        precondition(failure == 0, "pthread_key_create failed: no thread-specific key is left in this process")
        return key
    }()

    init(reactor: Reactor) {
        self.reactor = reactor
    }

    deinit {
        scratch.deallocate()
        events.deallocate()
    }

    static var current: ReactorThread? {
        pthread_getspecific(key).map { Unmanaged<ReactorThread>.fromOpaque($0).takeUnretainedValue() }
    }

    func adopt() { pthread_setspecific(Self.key, Unmanaged.passUnretained(self).toOpaque()) }

    func leave() { pthread_setspecific(Self.key, nil) }

    /// Runs what is queued and what that queues, in turns, so that a task that keeps yielding cannot hold up the poll for ever.
    func runJobs(on executor: UnownedTaskExecutor) {
        var turnsLeft = 16
        while !jobs.isEmpty, turnsLeft > 0 {
            turnsLeft -= 1
            swap(&jobs, &running)
            for job in running { job.runSynchronously(on: executor) }
            running.removeAll(keepingCapacity: true)
        }
    }
}
