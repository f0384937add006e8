/// Operations of Twenty's interface that this engine does not have yet, told apart by their path so that they can be named.
enum UnsupportedOperation: String {
    case updateMany = "Updating many records"
    case createMany = "Creating many records"
    case restore = "Restoring records"

    /// - Parameters:
    ///   - objects: the first segment of the path
    ///   - id: the second one; empty when there is none
    init?(objects: String, id: String) {
        switch (objects, id) {
        case (_, ""): self = .updateMany
        case ("batch", _): self = .createMany
        case ("restore", _), (_, "restore"): self = .restore
        default: return nil
        }
    }
}
