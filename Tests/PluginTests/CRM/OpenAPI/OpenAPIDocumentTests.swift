import Contracts
import Foundation
import TestSupport
import Testing

@testable import CRMPlugin

/// The document of a catalogue, and what is in it.
@Suite struct OpenAPIDocumentTests {
    private static func document(for permissions: Permissions = Permissions(role: .member)) throws -> JSONValue {
        let catalogue = Catalogue(fingerprint: "", objects: [.sample])
        return try JSONParser.parse(OpenAPIDocument.encode(catalogue, for: permissions))
    }

    @Test func everyReferenceLeadsSomewhere() throws {
        let document = try Self.document()
        let references = Self.references(in: document)
        #expect(references.count > 50)
        for reference in references {
            let target = reference.split(separator: "/").dropFirst().reduce(document) { $0[String($1)] }
            #expect(target != .null, "\(reference)")
        }
    }

    @Test func everyOperationHasAnIDOfItsOwnAndKnownTags() throws {
        let document = try Self.document()
        let operations = Self.operations(of: document)
        let ids = operations.map { $0["operationId"].string }
        #expect(Set(ids).count == ids.count)
        let tags = document["tags"].elements.map { $0["name"].string }
        #expect(tags == ["General", "rockets"])
        #expect(operations.allSatisfy { tags.contains($0["tags"][0].string) })
    }

    @Test func anObjectHasTwentysOperations() throws {
        let ids = try Self.operations(of: Self.document()).map { $0["operationId"].string }
        #expect(
            Set(ids) == [
                "getOpenApiDocument", "findManyRockets", "createOneRocket", "createManyRockets", "findOneRocket", "UpdateOneRocket",
                "updateManyRockets", "deleteOneRocket", "deleteManyRockets", "findRocketDuplicates", "restoreOneRocket",
                "restoreManyRockets", "mergeManyRockets", "groupByRockets",
            ])
    }

    /// What stands in braces in a path is a parameter of all its operations.
    @Test func everyPathDeclaresItsParameters() throws {
        guard case .object(let paths) = try Self.document()["paths"] else { return }
        for path in paths.members {
            guard case .object(let methods) = path.value else { continue }
            for operation in methods.members.map(\.value) {
                let takesID = operation["parameters"].elements.contains(["$ref": "#/components/parameters/idPath"])
                #expect(takesID == path.name.contains("{id}"), "\(path.name)")
            }
        }
    }

    @Test(
        arguments: [
            ("Rocket", "stage", ["type": "string", "enum": ["NEW", "OLD"]]),
            ("Rocket", "ownerId", ["type": "string", "format": "uuid"]),
            ("Rocket", "plan", ["type": "object"]),
            ("Rocket", "id", .null), ("Rocket", "flights", .null), ("Rocket", "searchVector", .null),
            ("RocketForUpdate", "label", ["type": ["string", "null"]]),
            ("RocketForUpdate", "serial", ["type": "string"]),
            ("RocketForResponse", "id", ["type": "string", "format": "uuid"]),
            ("RocketForResponse", "label", ["type": "string"]),
            ("RocketForResponse", "launch", ["type": ["string", "null"], "format": "date-time"]),
            ("RocketForResponse", "rating", ["type": ["string", "null"], "enum": ["RATING_1", "RATING_2", nil]]),
            ("RocketForResponse", "searchVector", .null),
        ] as [(String, String, JSONValue)])
    func aFieldLooksAsItIsWrittenAndAnswered(schema: String, field: String, expected: JSONValue) throws {
        #expect(try Self.document()["components"]["schemas"][schema]["properties"][field] == expected)
    }

    @Test func whatMakesARecordMustHaveWhatHasNoDefault() throws {
        let schema = try Self.document()["components"]["schemas"]["Rocket"]
        #expect(schema["required"] == ["serial"])
        #expect(schema["example"]["stage"] == "NEW")
    }

    @Test func fieldsAndObjectsThatARoleHidesAreNotTold() throws {
        let stage = try #require(ObjectDescription.sample.field(named: "stage"))
        let all = CustomRole.Rights(read: true, update: true, softDelete: true, destroy: true)
        let role = CustomRole(rights: all, closedFields: [ObjectDescription.sample.id: .init(hidden: [stage.id])])
        let seen = try Self.document(for: Permissions(role: .member, narrowing: .to(role)))
        for schema in ["Rocket", "RocketForUpdate", "RocketForResponse"] {
            #expect(seen["components"]["schemas"][schema]["properties"]["stage"] == .null)
        }
        #expect(try Self.operations(of: Self.document(for: Permissions(role: .member, narrowing: .toNothing))).count == 1)
    }

    @Test func theSkeletonHasItsOwnPathAlone() throws {
        let skeleton = try JSONParser.parse(OpenAPIDocument.skeleton)
        #expect(skeleton["openapi"] == "3.1.1")
        #expect(skeleton["info"]["title"] == "Twenty Api")
        #expect(skeleton["paths"].memberNames == ["/open-api/core"])
        #expect(skeleton["components"]["securitySchemes"].memberNames == ["bearerAuth"])
    }

    private static func operations(of document: JSONValue) -> [JSONValue] {
        guard case .object(let paths) = document["paths"] else { return [] }
        return paths.members.flatMap { path in
            guard case .object(let methods) = path.value else { return [] as [JSONValue] }
            return methods.members.map(\.value)
        }
    }

    private static func references(in value: JSONValue) -> [String] {
        switch value {
        case .object(let object):
            object.members.flatMap { $0.name == "$ref" ? [$0.value.string] : references(in: $0.value) }
        case .array(let items): items.flatMap(references)
        default: []
        }
    }
}
