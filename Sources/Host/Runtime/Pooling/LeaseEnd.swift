/// How a connection comes back from its lease.
enum LeaseEnd: Equatable, Sendable {
    /// As good as new.
    case reusable
    /// Not fit for another use; the server is not to blame.
    case spent
    /// Its socket is lost.
    case broken
}
