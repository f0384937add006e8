/// Reads the fields of a request's body and collects every fault, so that a client learns of all of them at once.
public struct FieldReader {
    private let object: JSONObject
    public private(set) var faults: [FieldFault] = []

    public init(_ object: JSONObject) { self.object = object }

    /// A required string whose length in characters is within `length`. Empty after a fault was recorded.
    public mutating func string(_ name: String, length: ClosedRange<Int>) -> String {
        guard let value = optionalString(name, length: length) else {
            if faults.last?.field != name { faults.append(FieldFault(field: name, message: "is required")) }
            return ""
        }
        return value
    }

    /// A string that may be absent or null.
    public mutating func optionalString(_ name: String, length: ClosedRange<Int>) -> String? {
        switch object[name] {
        case nil, .null: return nil
        case .string(let text):
            guard length.contains(text.unicodeScalars.count) else {
                let allowed = length.count == 1 ? "\(length.lowerBound)" : "\(length.lowerBound) to \(length.upperBound)"
                fail(name, "must be \(allowed) characters long")
                return nil
            }
            return text
        case let other?:
            fail(name, "must be a string, not \(other.kind)")
            return nil
        }
    }

    /// A whole number within `range` that may be absent or null.
    public mutating func optionalInteger(_ name: String, in range: ClosedRange<Int>) -> Int? {
        switch object[name] {
        case nil, .null: return nil
        case .number(let number):
            guard let value = number.integer.flatMap(Int.init(exactly:)), range.contains(value) else {
                fail(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
                return nil
            }
            return value
        case let other?:
            fail(name, "must be a whole number, not \(other.kind)")
            return nil
        }
    }

    /// A truth value that may be absent or null.
    public mutating func optionalBool(_ name: String) -> Bool? {
        switch object[name] {
        case nil, .null: return nil
        case .bool(let value): return value
        case let other?:
            fail(name, "must be true or false, not \(other.kind)")
            return nil
        }
    }

    /// A required secret, whose length counts in bytes as the hash sees it.
    public mutating func secret(_ name: String, bytes: ClosedRange<Int>) -> Secret {
        guard case .string(let text)? = object[name] else {
            switch object[name] {
            case nil, .null: fail(name, "is required")
            case let other?: fail(name, "must be a string, not \(other.kind)")
            }
            return Secret("")
        }
        if !bytes.contains(text.utf8.count) { fail(name, "must be \(bytes.lowerBound) to \(bytes.upperBound) bytes long") }
        return Secret(text)
    }

    public mutating func fail(_ name: String, _ message: String) {
        faults.append(FieldFault(field: name, message: message))
    }

    /// - Throws: `RequestFault.invalid` with every fault found so far.
    public func finish() throws(RequestFault) {
        guard faults.isEmpty else { throw .invalid(faults) }
    }
}
