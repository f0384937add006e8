internal import CLinux
internal import Glibc
internal import Synchronization

/// An epoll with an eventfd to wake it. Any thread may watch and unwatch; one thread polls.
final class Poller: Sendable {
    private let epoll: Int32
    private let wakeUp: Int32
    private let watched = Mutex(Watched())

    /// Registrations by slot; the generation tells a late event from one for the slot's next holder.
    private struct Watched {
        var slots: [(registration: DescriptorWatch?, generation: UInt32)] = []
        var free: [UInt32] = []

        subscript(token: UInt64) -> DescriptorWatch? {
            let slot = Int(token & 0xFFFF_FFFF)
            guard slot < slots.count, slots[slot].generation == UInt32(token >> 32) else { return nil }
            return slots[slot].registration
        }
    }

    private static let wakeToken = UInt64.max

    init() throws(ReactorError) {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard epoll >= 0 else { throw .system(call: "epoll_create1", errno: errno) }
        wakeUp = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard wakeUp >= 0 else {
            let failure = errno
            close(epoll)
            throw .system(call: "eventfd", errno: failure)
        }
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u64: Self.wakeToken))
        guard epoll_ctl(epoll, EPOLL_CTL_ADD, wakeUp, &event) == 0 else {
            let failure = errno
            close(epoll)
            close(wakeUp)
            throw .system(call: "epoll_ctl", errno: failure)
        }
    }

    deinit {
        close(epoll)
        close(wakeUp)
    }

    /// Makes the polling thread return from `poll` (eventfd(2)).
    func wake() {
        _ = eventfd_write(wakeUp, 1)
    }

    /// Starts watching `descriptor` for `events`, level-triggered.
    ///
    /// - Returns: the token by which the watch is changed and ended.
    func add(_ registration: DescriptorWatch, descriptor: Int32, events: UInt32) throws(ReactorError) -> UInt64 {
        let token: UInt64 = watched.withLock { watched in
            if let slot = watched.free.popLast() {
                watched.slots[Int(slot)].registration = registration
                return UInt64(watched.slots[Int(slot)].generation) << 32 | UInt64(slot)
            }
            watched.slots.append((registration, 0))
            return UInt64(watched.slots.count - 1)
        }
        var event = epoll_event(events: events, data: epoll_data_t(u64: token))
        guard epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0 else {
            let failure = errno
            forget(token)
            throw .system(call: "epoll_ctl", errno: failure)
        }
        return token
    }

    func modify(_ token: UInt64, descriptor: Int32, events: UInt32) {
        var event = epoll_event(events: events, data: epoll_data_t(u64: token))
        epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event)
    }

    /// Ends the watch; to be called before the descriptor is closed.
    func remove(_ token: UInt64, descriptor: Int32) {
        epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, nil)
        forget(token)
    }

    /// Waits for events and hands each to its watch. -1 waits for ever.
    ///
    /// - Parameter events: room for as many as are taken at once.
    func poll(milliseconds: Int32, into events: UnsafeMutableBufferPointer<epoll_event>) {
        let count = epoll_wait(epoll, events.baseAddress, Int32(events.count), milliseconds)
        guard count > 0 else { return }
        for event in events.prefix(Int(count)) {
            let token = event.data.u64
            if token == Self.wakeToken {
                var value = eventfd_t()
                eventfd_read(wakeUp, &value)
            } else if let registration = watched.withLock({ $0[token] }) {
                registration.handle(event.events, token: token)
            }
        }
    }

    private func forget(_ token: UInt64) {
        let slot = UInt32(token & 0xFFFF_FFFF)
        watched.withLock { watched in
            watched.slots[Int(slot)].registration = nil
            watched.slots[Int(slot)].generation &+= 1
            watched.free.append(slot)
        }
    }
}
