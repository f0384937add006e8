internal import CLinux
internal import Synchronization

/// The reactors of the host, each on a thread of its own.
public final class ReactorGroup: Sendable {
    public let reactors: [Reactor]
    private let threads: Mutex<[HostThread]>
    private let turn = Atomic<UInt>(0)

    /// Starts `count` reactors.
    ///
    /// - Throws: `ReactorError.system` when the kernel gives no epoll or no thread.
    public init(count: Int) throws(ReactorError) {
        precondition(count > 0, "a group has at least one reactor")
        var reactors: [Reactor] = []
        for index in 0..<count { reactors.append(try Reactor(index: index)) }
        self.reactors = reactors
        var started: [HostThread] = []
        for reactor in reactors { started.append(try HostThread(name: "reactor-\(reactor.index)") { reactor.run() }) }
        threads = Mutex(started)
    }

    /// The number of cores that this process may run on (`sched_getaffinity`, which containers set).
    public static var availableCores: Int { Int(tm_allowed_cores()) }

    /// The reactor of this thread or, elsewhere, each in turn.
    public var any: Reactor {
        Reactor.current ?? reactors[Int(turn.wrappingAdd(1, ordering: .relaxed).newValue % UInt(reactors.count))]
    }

    /// Ends every reactor once its queue is empty, and waits for the threads. Not to be called on a reactor.
    public func shutDown() {
        for reactor in reactors { reactor.stop() }
        let threads = threads.withLock { threads in
            defer { threads = [] }
            return threads
        }
        for thread in threads { thread.join() }
    }
}
