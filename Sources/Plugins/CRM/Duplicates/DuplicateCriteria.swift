import Contracts

/// By what the records of an object count as the same, as far as a caller may know: agreement in any one of several sets of columns.
struct DuplicateCriteria: Sendable {
    /// Shorter values say too little.
    static let shortestValue = 3

    /// Every column that takes part, once.
    let columns: [String]
    /// The sets, as places in `columns`.
    let sets: [[Int]]

    init(of object: ObjectDescription, for permissions: Permissions) {
        let known = object.duplicateCriteria.filter { set in
            !set.isEmpty
                && set.allSatisfy { name in
                    object.column(named: name).map { permissions.canRead($0.field, of: object) } ?? false
                }
        }
        var columns: [String] = []
        for name in known.joined() where !columns.contains(name) { columns.append(name) }
        self.columns = columns
        sets = known.map { set in set.compactMap { columns.firstIndex(of: $0) } }
    }

    /// The values of the columns, without those that are too short to be compared.
    func comparable(_ values: [String?]) -> [String?] {
        values.map { $0.flatMap { $0.utf16.count < Self.shortestValue ? nil : $0 } }
    }
}
