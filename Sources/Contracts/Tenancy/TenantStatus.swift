/// Where a tenant stands in its life.
///
/// `pending` leads to `active`, `failed` or `deleting`; `active` and `suspended` to each other and to `deleting`;
/// `failed` to `deleting`; `deleting` to `deleted`; `deleted` is the end.
public enum TenantStatus: String, Sendable, CaseIterable {
    case pending, active, suspended, deleting, deleted, failed

    /// Whether a tenant in this status may go to `next`.
    public func mayBecome(_ next: TenantStatus) -> Bool {
        switch (self, next) {
        case (.pending, .active), (.pending, .failed), (.pending, .deleting): true
        case (.active, .suspended), (.active, .deleting): true
        case (.suspended, .active), (.suspended, .deleting): true
        case (.failed, .deleting), (.deleting, .deleted): true
        default: false
        }
    }
}
