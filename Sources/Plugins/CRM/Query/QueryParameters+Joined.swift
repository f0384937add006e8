import Contracts

extension QueryParameters {
    /// The value of `name`, and of a name that is given more than once all values with commas between them, as JavaScript spells a
    /// list where it expects one value; nil when it is absent.
    func joined(_ name: String) -> String? {
        let values = all(name)
        return values.isEmpty ? nil : values.joined(separator: ",")
    }
}
