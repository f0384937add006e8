import ArgumentParser
import Contracts

/// `max_users=50` sets a limit; `max_users=plan` takes it back, so that the plan's holds again.
struct LimitChange: ExpressibleByArgument {
    private static let planWord: Substring = "plan"

    let limit: TenantLimit
    /// Nil is the plan's.
    let value: Int?

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, let limit = TenantLimit(rawValue: String(parts[0])) else { return nil }
        self.limit = limit
        if parts[1] == Self.planWord {
            value = nil
        } else if let value = Int(parts[1]), limit.range.contains(value) {
            self.value = value
        } else {
            return nil
        }
    }
}
