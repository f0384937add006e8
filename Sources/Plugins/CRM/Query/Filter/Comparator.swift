/// How a filter compares, in the order in which Twenty lists them.
enum Comparator: String, Sendable, CaseIterable {
    case eq, neq, `in`, containsAny, `is`, gt, gte, lt, lte, startsWith, endsWith, like, ilike
}
