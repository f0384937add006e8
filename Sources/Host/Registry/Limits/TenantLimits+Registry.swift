public import Contracts

/// Limits as the registry keeps them: a JSON object of names and values. One that only a later program knows is left out.
extension TenantLimits: SQLDecodable {
    public init?(sqlText: String?) {
        guard let sqlText, case .object(let object)? = try? JSONParser.parse(Array(sqlText.utf8)) else { return nil }
        self.init()
        for member in object.members {
            guard let limit = TenantLimit(rawValue: member.name), case .number(let value) = member.value else { continue }
            self[limit] = value.integer.map(Int.init)
        }
    }
}
