internal import CLinux
internal import Glibc

/// A thread of the host, named so that `top -H` and profilers tell what it is.
struct HostThread: Sendable {
    private let thread: pthread_t

    /// - Parameter name: at most 15 bytes are kept (pthread_setname_np).
    /// - Throws: `ReactorError.system` when the kernel gives no thread.
    init(name: String, _ body: @escaping @Sendable () -> Void) throws(ReactorError) {
        let start = Unmanaged.passRetained(Start(name: name, body: body))
        var thread = pthread_t()
        let failure = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                tm_name_thread(String(start.name.prefix(15)))
                start.body()
                return nil
            }, start.toOpaque())
        guard failure == 0 else {
            start.release()
            throw .system(call: "pthread_create", errno: failure)
        }
        self.thread = thread
    }

    func join() { pthread_join(thread, nil) }

    private final class Start: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }
}
