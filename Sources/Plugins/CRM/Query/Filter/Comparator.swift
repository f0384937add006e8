/// How a filter compares, in the order in which Twenty lists them.
enum Comparator: String, Sendable, CaseIterable {
    case eq, neq, `in`, containsAny, `is`, gt, gte, lt, lte, startsWith, endsWith, like, ilike

    /// Those that a column of the type has, in the order in which refusals list them.
    static func allowed(on type: FieldType) -> [Comparator] {
        switch type {
        case .text: [.eq, .neq, .gt, .gte, .lt, .lte, .in, .is, .like, .ilike, .startsWith, .endsWith]
        case .uuid, .number, .numeric, .position, .date, .dateTime, .relation, .morphRelation:
            [.eq, .neq, .gt, .gte, .lt, .lte, .in, .is]
        case .boolean: [.eq, .is]
        case .select, .rating: [.eq, .neq, .gt, .gte, .lt, .lte, .in, .containsAny, .is]
        case .multiSelect: [.containsAny, .is]
        case .array: [.is]
        case .rawJSON, .files: [.is, .like]
        // A search vector is searched, which no comparator of this interface does; a composite has its parts compared.
        case .searchVector, .fullName, .emails, .phones, .links, .currency, .address, .actor, .richText: []
        }
    }
}
