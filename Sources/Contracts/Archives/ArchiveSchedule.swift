/// How often a plan has an archive made of each of its tenants, and how many of them are kept.
public struct ArchiveSchedule: Sendable, Equatable {
    public let interval: Duration
    public let kept: Int

    public init(interval: Duration, kept: Int) {
        self.interval = interval
        self.kept = kept
    }
}
