internal import Contracts
internal import Glibc
internal import HostReactor

/// Host names and what they stand for.
enum HostAddress {
    /// A folder, or a name in Linux's abstract namespace (libpq, "host").
    static func isUnixSocket(_ host: String) -> Bool { host.hasPrefix("/") || host.hasPrefix("@") }

    /// An IPv4 or IPv6 address in numbers (inet_pton(3)), which needs no name server.
    static func isNumeric(_ host: String) -> Bool {
        var address = in6_addr()
        return inet_pton(AF_INET, host, &address) == 1 || inet_pton(AF_INET6, host, &address) == 1
    }

    /// Asks the name service, which blocks, in the lane.
    ///
    /// - Throws: `DatabaseError.connectFailed` or `.cancelled`.
    static func lookUp(
        _ name: String, in lane: BlockingLane, on reactor: Reactor, until deadline: ContinuousClock.Instant
    ) async throws(DatabaseError) -> [String] {
        do {
            return try await lane.run(until: deadline, on: reactor) { addresses(of: name) }
        } catch {
            switch error {
            case DatabaseError.cancelled: throw .cancelled
            case DatabaseError.deadlineExceeded: throw .connectFailed(.timedOut)
            default: throw .connectFailed(.unreachable("too many host names are being looked up"))
            }
        }
    }

    /// The addresses in the order in which they are to be tried (getaddrinfo(3)); none for an unknown name.
    private static func addresses(of name: String) -> [String] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        return sequence(first: list) { $0?.pointee.ai_next }.prefix { $0 != nil }.compactMap { entry in
            entry.flatMap { numeric($0.pointee) }
        }
    }

    private static func numeric(_ entry: addrinfo) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(NI_MAXHOST)) { text in
            guard
                let start = text.baseAddress,
                getnameinfo(entry.ai_addr, entry.ai_addrlen, start, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
            else { return nil }
            return String(cString: start)
        }
    }
}
