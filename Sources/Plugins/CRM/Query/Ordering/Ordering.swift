/// The order in which records are read. The id comes last always, so that no two records share a place.
struct Ordering: Sendable {
    struct Item: Sendable {
        let path: ColumnPath
        let direction: Direction
    }

    enum Direction: String, Sendable, CaseIterable {
        case ascNullsFirst = "AscNullsFirst"
        case ascNullsLast = "AscNullsLast"
        case descNullsFirst = "DescNullsFirst"
        case descNullsLast = "DescNullsLast"

        var isDescending: Bool { self == .descNullsFirst || self == .descNullsLast }
        var isNullsFirst: Bool { self == .ascNullsFirst || self == .descNullsFirst }
    }

    /// As they were asked for; the id is among them only when it was named.
    let items: [Item]

    /// By id alone.
    static let byID = Ordering(items: [])
}
