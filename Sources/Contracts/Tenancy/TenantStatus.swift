/// Where a tenant stands in its life.
///
/// `pending` leads to `active` or `failed`; `active` and `suspended` to each other and to `deleting`; `failed` to `deleting`.
/// Each change names the statuses it may come from (`TenantRegistry.transition`). An erased tenant has no row any more.
public enum TenantStatus: String, Sendable, CaseIterable {
    case pending, active, suspended, deleting, deleted, failed

    /// Of the reason that an operator gives for a suspension, in characters.
    public static let suspensionReasonLengths = 1...500
}
