internal import Contracts

/// A server that an operator adds.
struct NewServer: Sendable {
    let description: ServerDescription
    let password: Secret

    /// - Throws: `RequestFault` naming every faulty member.
    init(_ object: JSONObject) throws(RequestFault) {
        var fields = FieldReader(object)
        let name = fields.string("name", length: ServerDescription.nameLengths)
        if !name.isEmpty, !ServerDescription.isLabel(name) || name == ServerDescription.reservedName {
            fields.fail("name", ServerDescription.labelRule + ", and not '\(ServerDescription.reservedName)'")
        }
        let given = ServerFields(object, &fields, besides: ["name"])
        if object["host"] == nil { fields.fail("host", "is required") }
        if given.state == .closed { fields.fail("state", "must be open or draining") }
        try fields.finish()
        var description = ServerDescription(
            name: name, address: .localhost, adminUser: ServerDescription.defaultAdminUser, state: given.state ?? .open)
        given.apply(to: &description)
        self.description = description
        password = given.password ?? Secret("")
    }
}
