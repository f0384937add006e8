import Contracts

/// What a Twenty server sends to addresses that ask to be told of an object's records. This product sends nothing by itself: the
/// entries are for programs that are made from the document.
struct ObjectWebhooks {
    private static let events = ["created", "updated", "deleted"]

    let object: ObjectDescription

    var members: [JSONMember] {
        Self.events.map { event in
            let name = "\(object.singular).\(event)"
            return JSONMember(name, ["post": call(name, tellsChanges: event == "updated")])
        }
    }

    private func call(_ event: String, tellsChanges: Bool) -> JSONValue {
        [
            "tags": [.string(object.plural)], "summary": .string("Sent by Twenty servers for the event " + event), "security": [],
            "requestBody": ["content": ["application/json": ["schema": message(event, tellsChanges: tellsChanges)]]],
            "responses": ["200": ["description": "The message was received."]],
        ]
    }

    private func message(_ event: String, tellsChanges: Bool) -> JSONValue {
        var members = [
            JSONMember("targetUrl", Schema.text), JSONMember("eventName", ["type": "string", "const": .string(event)]),
            JSONMember(
                "objectMetadata",
                Schema.object([JSONMember("id", Schema.uuid), JSONMember("nameSingular", ["const": .string(object.singular)])])),
            JSONMember("workspaceId", Schema.uuid), JSONMember("webhookId", Schema.uuid),
            JSONMember("eventDate", Schema.text(of: "date-time")),
            JSONMember("record", Schema.reference(object.key("") + "ForResponse")),
        ]
        if tellsChanges { members.append(JSONMember("updatedFields", Schema.list(of: Schema.text))) }
        return Schema.object(members)
    }
}
