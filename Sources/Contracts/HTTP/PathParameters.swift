/// The values of a route pattern's `{names}`, percent-decoded, in the pattern's order.
public struct PathParameters: Sendable, Equatable {
    private let values: [(name: String, value: String)]

    public static let none = PathParameters([])

    public init(_ values: [(name: String, value: String)]) { self.values = values }

    /// The value of `{name}`; empty when the pattern has no such name (start-up checks that it has).
    public subscript(name: String) -> String {
        for entry in values where entry.name == name { return entry.value }
        return ""
    }

    public static func == (left: PathParameters, right: PathParameters) -> Bool {
        left.values.elementsEqual(right.values, by: { $0 == $1 })
    }
}
