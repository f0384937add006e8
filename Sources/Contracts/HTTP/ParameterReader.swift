/// Reads the parameters of a query and collects every fault, unknown and repeated names included: a misspelt filter must not
/// pass for none.
public struct ParameterReader {
    private let query: QueryParameters
    private var faults: [FieldFault]

    public init(_ query: QueryParameters, known: Set<String>) {
        self.query = query
        faults = Set(query.names).subtracting(known).sorted().map { FieldFault(field: $0, message: "is not a known parameter") }
    }

    /// The parameter as `convert` reads it; nil when it is absent or faulty.
    ///
    /// - Parameter requirement: what is wrong when `convert` gives nil.
    public mutating func value<Value>(_ name: String, _ requirement: String, _ convert: (String) -> Value?) -> Value? {
        let values = query.all(name)
        guard values.count <= 1 else {
            faults.append(FieldFault(field: name, message: "is given more than once"))
            return nil
        }
        guard let text = values.first else { return nil }
        guard let value = convert(text) else {
            faults.append(FieldFault(field: name, message: requirement))
            return nil
        }
        return value
    }

    /// - Throws: `RequestFault.invalid` with every fault found so far.
    public func finish() throws(RequestFault) {
        guard faults.isEmpty else { throw .invalid(faults) }
    }
}
