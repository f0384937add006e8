import Contracts

/// What operators may decide of a server that the settings name: what it is used for, not how it is reached.
enum ServerUse: String, CaseIterable {
    case region, weight, capacity, state

    /// Whether the two differ in it.
    func differs(_ left: ServerDescription, _ right: ServerDescription) -> Bool {
        switch self {
        case .region: left.region != right.region
        case .weight: left.weight != right.weight
        case .capacity: left.capacity != right.capacity
        case .state: left.state != right.state
        }
    }

    func copy(from source: ServerDescription, to description: inout ServerDescription) {
        switch self {
        case .region: description.region = source.region
        case .weight: description.weight = source.weight
        case .capacity: description.capacity = source.capacity
        case .state: description.state = source.state
        }
    }

    func value(in description: ServerDescription) -> JSONValue {
        switch self {
        case .region: .optional(description.region)
        case .weight: .integer(description.weight)
        case .capacity: description.capacity.map { .integer($0) } ?? .null
        case .state: .string(description.state.rawValue)
        }
    }
}
