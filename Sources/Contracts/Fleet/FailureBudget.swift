/// How many tenants may fail before a run stops.
public enum FailureBudget: Sendable, Equatable {
    case tenants(Int)
    /// Of those that the run plans, rounded up; 0 to 100.
    case percent(Int)

    /// `3`, or `5%`; nil for anything else.
    public init?(_ text: String) {
        let digits = text.hasSuffix("%") ? text.dropLast() : text[...]
        guard !digits.isEmpty, digits.utf8.count <= 9, digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits)
        else {
            return nil
        }
        guard text.hasSuffix("%") else {
            self = .tenants(number)
            return
        }
        guard number <= 100 else { return nil }
        self = .percent(number)
    }

    /// What a text must be.
    public static let rule = "must be a number of tenants, such as 10, or a share of them, such as 5%"

    /// How many of `total` may fail; one more spends the budget.
    public func allowance(of total: Int) -> Int {
        switch self {
        case .tenants(let number): number
        case .percent(let share): (total * share + 99) / 100
        }
    }
}

extension FailureBudget: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tenants(let number): "\(number)"
        case .percent(let share): "\(share)%"
        }
    }
}

extension FailureBudget: SQLDecodable {
    public init?(sqlText: String?) { self.init(sqlText ?? "") }
}
