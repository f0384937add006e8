import Contracts

/// One of the values that the records of a group have in common.
struct GroupDimension: Sendable {
    /// The names that lead to the column in the request.
    let names: [String]
    let path: ColumnPath
    let form: Form

    enum Form: Sendable {
        /// The column as it is.
        case value
        /// Every element of a list: a record is in as many groups as its list has elements, and in none when it is empty.
        case elements
        case date(DateGrouping)
    }

    var granularity: DateGranularity? {
        switch form {
        case .date(let grouping): grouping.granularity
        case .value, .elements: nil
        }
    }

    var cell: GroupCell {
        switch (form, path.type) {
        case (.date(let grouping), let type):
            switch grouping.granularity {
            case .none: .column(type.cell)
            case .day, .week, .month, .quarter, .year: .column(.verbatimText)
            case .dayOfTheWeek: .days
            case .monthOfTheYear: .months
            case .quarterOfTheYear: .quarters
            }
        case (.elements, _), (.value, .text): .text
        case (.value, .numeric): .exactNumber
        case (.value, .multiSelect), (.value, .array): .column(.json(null: .null))
        case (.value, let type): .column(type.cell)
        }
    }

    /// Whether a statement must turn the value into JSON: a list has PostgreSQL's own spelling otherwise.
    var isList: Bool {
        if case .column(.json) = cell { true } else { false }
    }
}
