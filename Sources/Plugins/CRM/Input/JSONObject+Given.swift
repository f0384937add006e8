import Contracts

extension JSONObject {
    /// The value of a member that may be left out. Clients also leave one out by sending null.
    func given(_ name: String) -> JSONValue? {
        guard let value = self[name], value != .null else { return nil }
        return value
    }
}
