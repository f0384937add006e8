import Contracts
import HTTPTypes

/// An answer whose body was JSON.
struct CRMAnswer: Sendable {
    let status: Int
    let text: String
    let json: JSONValue

    init(_ response: Response) {
        status = response.status.code
        text = String(decoding: response.body, as: UTF8.self)
        json = (try? JSONParser.parse(response.body)) ?? .string("not JSON: \(text)")
    }

    /// The value behind a path of names and indexes.
    subscript(path: String...) -> JSONValue? {
        path.reduce(json) { value, step in
            switch value {
            case .object(let object)?: object[step]
            case .array(let items)?: Int(step).flatMap { items.indices.contains($0) ? items[$0] : nil }
            default: nil
            }
        }
    }

    func string(_ path: String...) -> String {
        let value = path.reduce(json as JSONValue?) { value, step in
            switch value {
            case .object(let object)?: object[step]
            case .array(let items)?: Int(step).flatMap { items.indices.contains($0) ? items[$0] : nil }
            default: nil
            }
        }
        if case .string(let text)? = value { return text }
        return ""
    }

    /// The ids of the records under `data`.
    func ids(_ objects: String) -> [String] {
        guard case .object(let data)? = self["data"], case .array(let records)? = data[objects] else { return [] }
        return records.compactMap { record in
            guard case .object(let object) = record, case .string(let id)? = object["id"] else { return nil }
            return id
        }
    }
}
