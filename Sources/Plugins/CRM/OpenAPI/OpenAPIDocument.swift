import Contracts

/// The description of the interface to records (OpenAPI 3.1.1): a skeleton for everybody, and for a caller the objects of their
/// workspace with the fields that they may see.
enum OpenAPIDocument {
    /// What anybody is told.
    static let skeleton = encode(objects: [], paths: [], schemas: [], webhooks: [])

    static func encode(_ catalogue: Catalogue, for permissions: Permissions) -> [UInt8] {
        let objects = catalogue.objects.filter { permissions.allows(.read, on: $0) }.sorted { $0.plural < $1.plural }
        return encode(
            objects: objects, paths: objects.flatMap { ObjectPaths(object: $0).members },
            schemas: objects.flatMap { ObjectSchemas(object: $0, catalogue: catalogue, permissions: permissions).members },
            webhooks: objects.flatMap { ObjectWebhooks(object: $0).members })
    }

    private static func encode(
        objects: [ObjectDescription], paths: [JSONMember], schemas: [JSONMember], webhooks: [JSONMember]
    ) -> [UInt8] {
        var writer = JSONWriter(capacity: 4_096 + objects.count * 32_768)
        writer.beginObject()
        writer.member("openapi", "3.1.1")
        writer.member("jsonSchemaDialect", "https://json-schema.org/draft/2020-12/schema")
        writer.key("info")
        writer.write(info)
        writer.key("servers")
        // Relative to where the document was asked for, whatever name the product is reached by.
        writer.write([["url": "/rest/", "description": "The records of the workspace."]])
        writer.key("security")
        writer.write([["bearerAuth": []]])
        writer.key("externalDocs")
        writer.write(["description": "Twenty, whose interface this is", "url": "https://twenty.com"])
        writer.key("tags")
        writer.write(tags(of: objects))
        writer.key("paths")
        writer.write(.object(JSONObject([JSONMember("/open-api/core", ["get": own])] + paths)))
        writer.key("webhooks")
        writer.write(.object(JSONObject(webhooks)))
        writer.key("components")
        writer.write(components(schemas))
        writer.endObject()
        return writer.bytes
    }

    private static let info: JSONValue = [
        "title": "Twenty Api", "version": "v0.1",
        "description": "The records of a workspace. Each object has the same paths, under its plural.",
    ]

    private static func tags(of objects: [ObjectDescription]) -> JSONValue {
        .array(
            [["name": "General", "description": "The interface itself"]]
                + objects.map { ["name": .string($0.plural), "description": .string("Records: " + $0.plural)] })
    }

    /// Open to everybody, which an empty requirement says.
    private static let own: JSONValue = [
        "tags": ["General"], "summary": "This document", "operationId": "getOpenApiDocument",
        "security": [[:], ["bearerAuth": []]],
        "responses": .object(
            JSONObject(
                [
                    JSONMember("200", ["description": "Done.", "content": ["application/json": ["schema": ["type": "object"]]]])
                ] + OpenAPIRefusals.references)),
    ]

    private static func components(_ schemas: [JSONMember]) -> JSONValue {
        .object(
            JSONObject([
                JSONMember("schemas", .object(JSONObject(schemas))),
                JSONMember("parameters", .object(JSONObject(OpenAPIParameters.members))),
                JSONMember("responses", .object(JSONObject(OpenAPIRefusals.members))),
                JSONMember(
                    "securitySchemes",
                    [
                        "bearerAuth": [
                            "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                            "description": "A user's access token, or the token of an API key.",
                        ]
                    ]),
            ]))
    }
}
