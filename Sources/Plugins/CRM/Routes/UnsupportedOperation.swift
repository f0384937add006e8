/// Operations of Twenty's interface that this engine does not have yet, told apart by their path so that they can be named.
enum UnsupportedOperation: String {
    case duplicates = "Finding duplicates"
    case merge = "Merging records"
    case groupBy = "Grouping records"

    /// - Parameters:
    ///   - objects: the first segment of the path
    ///   - id: the second one; empty when there is none
    init?(objects: String, id: String) {
        switch (objects, id) {
        case (_, "duplicates"): self = .duplicates
        case (_, "merge"): self = .merge
        case (_, "groupBy"): self = .groupBy
        default: return nil
        }
    }
}
