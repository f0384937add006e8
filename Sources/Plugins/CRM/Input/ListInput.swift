import Contracts

/// Reads the lists inside composites, which clients send as JSON or as the text of it.
struct ListInput {
    let field: String

    func items(_ value: JSONValue) throws(CRMError) -> [JSONValue] {
        switch value {
        case .null, .string(""): return []
        case .array(let items): return items
        case .string(let text):
            guard case .array(let items)? = try? JSONParser.parse(Array(text.utf8)) else { break }
            return items
        default: break
        }
        throw ScalarInput(field: field).wrong("list", value)
    }

    /// An item that is an object with none but the given keys.
    func object(_ item: JSONValue, keys: Set<String>) throws(CRMError) -> JSONObject {
        guard case .object(let object) = item, keys.isSuperset(of: object.names) else {
            throw ScalarInput(field: field).wrong("list item", item)
        }
        return object
    }
}
