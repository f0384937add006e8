import Contracts
import FoundationEssentials

/// The body of a request that makes or changes an object or a field, read key by key.
struct MetadataBody {
    private let object: JSONObject
    private let subject: MetadataFault.Subject

    /// - Throws: `MetadataFault.unknownKey` for the first key that is not among `keys`.
    init(_ object: JSONObject, of subject: MetadataFault.Subject, keys: Set<String>) throws(MetadataFault) {
        for name in object.names where !keys.contains(name) { throw .unknownKey(String(name.prefix(100)), subject) }
        self.object = object
        self.subject = subject
    }

    var names: [String] { object.names }

    subscript(key: String) -> JSONValue? { object[key] }

    /// What stands under a key that may be absent or null, which is nil.
    func given(_ key: String) -> JSONValue? { object.given(key) }

    /// A text that must be there and not empty.
    func required(_ key: String, limit: Int = 200) throws(MetadataFault) -> String {
        guard let text = try text(key, limit: limit) ?? nil, !text.isEmpty else { throw .missingKey(key, subject) }
        return text
    }

    /// A text that may be absent; where it is given it must not be empty.
    func nonEmpty(_ key: String, limit: Int = 200) throws(MetadataFault) -> String? {
        object[key] == nil ? nil : try required(key, limit: limit)
    }

    /// A text that may be absent, which is nil, or null.
    func text(_ key: String, limit: Int) throws(MetadataFault) -> String?? {
        switch object[key] {
        case nil: return .none
        case .null: return .some(nil)
        case .string(let text):
            guard text.unicodeScalars.count <= limit else { throw .tooLong(key: key, limit: limit, subject) }
            return text
        default: throw .wrongKind(key: key, expected: "a string", subject)
        }
    }

    func flag(_ key: String) throws(MetadataFault) -> Bool? {
        switch object[key] {
        case nil, .null: return nil
        case .bool(let flag): return flag
        default: throw .wrongKind(key: key, expected: "a boolean value", subject)
        }
    }

    func identifier(_ key: String) throws(MetadataFault) -> UUID? {
        switch object[key] {
        case nil, .null: return nil
        case .string(let text):
            guard let id = UUID(canonical: text) else { throw .wrongKind(key: key, expected: "a UUID", subject) }
            return id
        default: throw .wrongKind(key: key, expected: "a UUID", subject)
        }
    }

    /// An object that may be absent, which is nil, or null.
    func object(_ key: String, limit: Int = 4096) throws(MetadataFault) -> JSONObject?? {
        switch object[key] {
        case nil: return .none
        case .null: return .some(nil)
        case .object(let value):
            guard JSONWriter.encode(.object(value)).count <= limit else { throw .tooLong(key: key, limit: limit, subject) }
            return value
        default: throw .wrongKind(key: key, expected: "an object", subject)
        }
    }
}
