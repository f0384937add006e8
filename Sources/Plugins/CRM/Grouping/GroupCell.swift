/// How a value of a group becomes JSON.
enum GroupCell: Sendable {
    /// As the cell of a record's column; NULL is null.
    case column(CellKind)
    /// A number from 1 that stands for a name.
    case name([String])

    static let days = GroupCell.name(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
    static let months = GroupCell.name([
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ])
    static let quarters = GroupCell.name(["Q1", "Q2", "Q3", "Q4"])
    /// `bigint` and `numeric` are told as text: JSON's readers make doubles of numbers.
    static let exactNumber = GroupCell.column(.verbatimText)
    static let text = GroupCell.column(.text(null: .null))
}
