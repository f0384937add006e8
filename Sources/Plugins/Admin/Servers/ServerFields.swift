internal import Contracts

/// What an operator writes of a server: each member that is there, judged.
struct ServerFields: Sendable {
    typealias Edit = @Sendable (inout ServerDescription) -> Void

    private(set) var edits: [Edit] = []
    /// The administrator's, when it is given.
    private(set) var password: Secret?
    private(set) var state: ServerState?
    /// Whether what is on a server that is closed is forgotten.
    private(set) var isLost = false

    private static let maxTextLength = 255
    private static let maxPasswordBytes = 1024
    private static let members: Set = [
        "host", "port", "sslmode", "sslrootcert", "admin_user", "admin_password", "max_connections", "prepared_statements",
        "region", "weight", "capacity", "state", "lost",
    ]

    /// - Parameter own: members that are somebody else's to read.
    init(_ object: JSONObject, _ fields: inout FieldReader, besides own: Set<String> = []) {
        for member in object.members where !Self.members.contains(member.name) && !own.contains(member.name) {
            fields.fail(member.name, "is not known: " + Self.members.sorted().joined(separator: ", "))
        }
        readAddress(object, &fields)
        readConnection(object, &fields)
        readUse(object, &fields)
    }

    func apply(to server: inout ServerDescription) { for edit in edits { edit(&server) } }

    private mutating func readAddress(_ object: JSONObject, _ fields: inout FieldReader) {
        let host = fields.optionalString("host", length: 1...Self.maxTextLength)
        guard host != nil || object["port"] != nil else { return }
        guard let host, let port = Self.port(object["port"]), let address = ServerAddress(host: host, port: port) else {
            return fields.fail("host", ServerAddress.rule)
        }
        edits.append { $0.address = address }
    }

    /// As a number, or as text where there are several.
    private static func port(_ value: JSONValue?) -> String? {
        switch value {
        case nil, .null: "5432"
        case .string(let text)?: text
        case .number(let number)?: number.integer.map { String($0) }
        default: nil
        }
    }

    private mutating func readConnection(_ object: JSONObject, _ fields: inout FieldReader) {
        if let text = fields.optionalString("sslmode", length: 1...Self.maxTextLength) {
            if let mode = SSLMode(rawValue: text) {
                edits.append { $0.sslMode = mode }
            } else {
                fields.fail("sslmode", "must be one of " + SSLMode.allCases.map(\.rawValue).joined(separator: ", "))
            }
        }
        if object["sslrootcert"] != nil {
            let file = fields.optionalString("sslrootcert", length: 1...Self.maxTextLength)
            edits.append { $0.sslRootCertificate = file }
        }
        if let user = fields.optionalString("admin_user", length: 1...63) { edits.append { $0.adminUser = user } }
        if object["admin_password"] != nil { password = fields.secret("admin_password", bytes: 0...Self.maxPasswordBytes) }
        if let count = fields.optionalInteger("max_connections", in: ServerDescription.maxConnectionsRange) {
            edits.append { $0.maxConnections = count }
        }
        if let isOn = fields.optionalBool("prepared_statements") { edits.append { $0.usesPreparedStatements = isOn } }
    }

    private mutating func readUse(_ object: JSONObject, _ fields: inout FieldReader) {
        if object["region"] != nil {
            let region = fields.optionalString("region", length: 0...Self.maxTextLength)
            if let region, !ServerDescription.isLabel(region) { fields.fail("region", ServerDescription.labelRule) }
            edits.append { $0.region = region }
        }
        if let weight = fields.optionalInteger("weight", in: ServerDescription.weightRange) { edits.append { $0.weight = weight } }
        if object["capacity"] != nil {
            let capacity = fields.optionalInteger("capacity", in: ServerDescription.capacityRange)
            edits.append { $0.capacity = capacity }
        }
        isLost = fields.optionalBool("lost") ?? false
        guard let text = fields.optionalString("state", length: 1...Self.maxTextLength) else { return }
        state = ServerState(rawValue: text)
        if state == nil {
            fields.fail("state", "must be one of " + ServerState.allCases.map(\.rawValue).joined(separator: ", "))
        }
    }
}
