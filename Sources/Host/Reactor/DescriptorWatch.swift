internal import CLinux
internal import Synchronization

/// The watch over one descriptor, on which one task at a time may wait until it is readable or writable.
///
/// It does not own the descriptor: call `end()` before closing it. The watch stays armed between waits, so that in the usual case
/// a wait makes no system call of its own; an event that nobody waits for disarms it until somebody does.
public final class DescriptorWatch: Sendable {
    public struct Interest: OptionSet, Sendable {
        public let rawValue: UInt32

        public init(rawValue: UInt32) { self.rawValue = rawValue }

        public static let readable = Interest(rawValue: EPOLLIN.rawValue)
        public static let writable = Interest(rawValue: EPOLLOUT.rawValue)
    }

    public let descriptor: Int32
    private let state: Mutex<State>

    private struct State {
        var home: Reactor
        var token: UInt64
        /// What epoll watches for just now.
        var armed: UInt32
        var isEnded = false
        var hasHungUp = false
        var interest: UInt32 = 0
        var waiter: Waiter?
        var onHangUp: (@Sendable () -> Void)?
        var onUnawaitedInput: (@Sendable () -> Void)?
    }

    private static let hangUp = EPOLLRDHUP.rawValue
    /// The kernel reports these whether or not they are asked for.
    private static let always = EPOLLHUP.rawValue | EPOLLERR.rawValue

    /// Watches `descriptor`, which must be open and stay so until `end()`, on `reactor`.
    ///
    /// - Throws: `ReactorError.system` when epoll refuses the descriptor.
    public init(_ descriptor: Int32, on reactor: Reactor) throws(ReactorError) {
        self.descriptor = descriptor
        let armed = EPOLLIN.rawValue | Self.hangUp
        state = Mutex(State(home: reactor, token: 0, armed: armed))
        let token = try reactor.poller.add(self, descriptor: descriptor, events: armed)
        state.withLock { $0.token = token }
    }

    /// The reactor that watches the descriptor just now.
    public var home: Reactor { state.withLock(\.home) }

    /// Suspends the task until the descriptor is ready for one of `interest`, or has hung up or failed, which reading or writing
    /// will then tell. A wait made on another reactor's thread first moves the watch there.
    ///
    /// - Throws: `ReadinessError`.
    public func wait(for interest: Interest, until deadline: ContinuousClock.Instant? = nil) async throws(ReadinessError) {
        let waiter = Waiter()
        guard let reactor = prepare(waiter, for: interest.rawValue) else { throw .closed }
        let outcome = await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                if let deadline { reactor.addTimer(waiter, at: deadline) }
                waiter.suspend(continuation)
            }
        } onCancel: {
            waiter.resume(.cancelled)
        }
        if deadline != nil { reactor.removeTimer(waiter) }
        // Who resumed it as ready or closed has taken it out of the watch.
        switch outcome {
        case .ready: return
        case .closed: throw .closed
        case .timedOut:
            forget(waiter)
            throw .timedOut
        case .cancelled:
            forget(waiter)
            throw .cancelled
        }
    }

    /// The same for a wait that nothing but the descriptor ends: neither time nor cancellation. For a task whose descriptor whoever
    /// cancels it shuts down, too.
    ///
    /// - Throws: `ReadinessError.closed`.
    public func waitUnconditionally(for interest: Interest) async throws(ReadinessError) {
        let waiter = Waiter()
        guard prepare(waiter, for: interest.rawValue) != nil else { throw .closed }
        let outcome = await withUnsafeContinuation { waiter.suspend($0) }
        if outcome == .closed { throw .closed }
    }

    /// Calls `action` once, on the reactor's thread, when the peer hangs up; at once if it already has. Nil takes it back.
    public func onHangUp(_ action: (@Sendable () -> Void)?) {
        let hasHungUp = state.withLock { state in
            state.onHangUp = state.hasHungUp ? nil : action
            if action != nil, state.armed & Self.hangUp == 0, !state.hasHungUp { Self.arm(Self.hangUp, descriptor, &state) }
            return state.hasHungUp
        }
        if hasHungUp { action?() }
    }

    /// Calls `action`, on the reactor's thread, when bytes arrive that no task waits for; once until the next wait for readability.
    public func onUnawaitedInput(_ action: @escaping @Sendable () -> Void) {
        state.withLock { $0.onUnawaitedInput = action }
    }

    /// Stops watching. Whoever waits gets `ReadinessError.closed`.
    public func end() {
        let waiter: Waiter? = state.withLock { state in
            guard !state.isEnded else { return nil }
            state.isEnded = true
            state.onHangUp = nil
            state.onUnawaitedInput = nil
            state.home.poller.remove(state.token, descriptor: descriptor)
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(.closed)
    }

    /// What the poller saw.
    func handle(_ events: UInt32, token: UInt64) {
        let (waiter, action): (Waiter?, (@Sendable () -> Void)?) = state.withLock { state in
            guard !state.isEnded, state.token == token else { return (nil, nil) }
            var action: (@Sendable () -> Void)?
            if events & (Self.hangUp | Self.always) != 0 {
                state.hasHungUp = true
                action = state.onHangUp
                state.onHangUp = nil
            }
            if let waiter = state.waiter, events & (state.interest | Self.hangUp | Self.always) != 0 {
                state.waiter = nil
                return (waiter, action)
            }
            if action == nil, state.waiter == nil, events & EPOLLIN.rawValue != 0 { action = state.onUnawaitedInput }
            // Nobody wants this: without disarming, level-triggered epoll would report it again and again.
            // A full hang-up cannot be masked, so it is watched edge-triggered, which tells it once.
            let quiet = events & Self.always != 0 ? EPOLLET.rawValue : state.armed & ~events
            if quiet != state.armed { Self.rearm(quiet, descriptor, &state) }
            return (nil, action)
        }
        waiter?.resume(.ready)
        action?()
    }

    /// Registers the waiter and sees that epoll watches for what it wants.
    ///
    /// - Returns: the reactor it waits on; nil when the watch has ended.
    private func prepare(_ waiter: Waiter, for interest: UInt32) -> Reactor? {
        let current = Reactor.current
        return state.withLock { state in
            guard !state.isEnded else { return nil }
            precondition(state.waiter == nil, "two tasks wait on one descriptor")
            state.waiter = waiter
            state.interest = interest
            if let current, current !== state.home {
                Self.move(self, to: current, &state)
            }
            let wanted = interest | (state.hasHungUp ? 0 : Self.hangUp)
            // After a wait for writability the watch must not stay armed for it: a socket is nearly always writable.
            if state.armed != wanted { Self.rearm(wanted, descriptor, &state) }
            return state.home
        }
    }

    private func forget(_ waiter: Waiter) {
        state.withLock { state in
            if state.waiter === waiter { state.waiter = nil }
        }
    }

    private static func arm(_ events: UInt32, _ descriptor: Int32, _ state: inout State) {
        rearm(state.armed | events, descriptor, &state)
    }

    private static func rearm(_ events: UInt32, _ descriptor: Int32, _ state: inout State) {
        state.armed = events
        state.home.poller.modify(state.token, descriptor: descriptor, events: events)
    }

    private static func move(_ watch: DescriptorWatch, to reactor: Reactor, _ state: inout State) {
        guard let token = try? reactor.poller.add(watch, descriptor: watch.descriptor, events: state.armed) else {
            // The kernel refused (out of watches): the watch stays where it is, and events come from there.
            return
        }
        state.home.poller.remove(state.token, descriptor: watch.descriptor)
        state.home = reactor
        state.token = token
    }
}
