import Contracts
import Foundation
import TestSupport
import Testing

/// What goes into an archive comes out of it.
@Suite struct RoundTripTests {
    /// An organization with an object, a field of options and records of its own.
    private static func furnished() async throws -> ProductAPI.Organization {
        let owner = try await Product.api.signUp("Archived")
        let api = try Product.api
        let object = try await api.call(
            "POST", "/rest/metadata/objects",
            ["nameSingular": "rocket", "namePlural": "rockets", "labelSingular": "Rocket", "labelPlural": "Rockets"],
            token: owner.accessToken)
        #expect(object.status == 201, "\(object.text)")
        let id = object.json["id"].string
        let field = try await api.call(
            "POST", "/rest/metadata/fields",
            [
                "objectMetadataId": .string(id), "type": "SELECT", "name": "stage", "label": "Stage",
                "options": [
                    ["value": "BUILT", "label": "Built", "color": "red", "position": 0],
                    ["value": "FLOWN", "label": "Flown", "color": "blue", "position": 1],
                ],
            ], token: owner.accessToken)
        #expect(field.status == 201, "\(field.text)")
        for number in 1...3 {
            let rocket = try await api.call(
                "POST", "/rest/rockets", ["name": .string("R\(number) „ü“"), "stage": "FLOWN"], token: owner.accessToken)
            #expect(rocket.status == 201, "\(rocket.text)")
        }
        let company = try await api.call("POST", "/rest/companies", ["name": "Deleted"], token: owner.accessToken)
        let gone = company.json["data"]["createCompany"]["id"].string
        _ = try await api.call("DELETE", "/rest/companies/\(gone)?soft_delete=true", token: owner.accessToken)
        return owner
    }

    @Test func anImportedOrganizationHasEqualData() async throws {
        let (scene, owner) = (try ArchiveScene.shared(), try await Self.furnished())
        let archive = try await scene.export(owner)
        let order: JSONValue = [
            "tenant_id": .string(owner.tenantID), "archive_id": .string(archive), "organization_name": "Brought Back",
            "owner_email": .string(owner.email),
        ]
        let imported = try await scene.operate("POST", "imports", order)
        #expect(imported.status == 202, "\(imported.text)")
        let job = try await scene.end(of: imported.json["data"]["job_id"].string)
        #expect(job["state"] == "succeeded", "\(job)")
        let copy = imported.json["data"]["tenant_id"].string
        let (made, source) = (try scene.digest(of: copy), try scene.digest(of: owner.tenantID))
        #expect(made.symmetricDifference(source) == [] && source.count > 20)
        let login = try await scene.api.call(
            "POST", "/api/auth/login",
            ["email": .string(owner.email), "password": .string(owner.password), "organization": imported.json["data"]["slug"]])
        let rockets = try await scene.api.call(
            "GET", "/rest/rockets?filter=stage%5Beq%5D:FLOWN", token: login.json["data"]["access_token"].string)
        #expect(rockets.json["data"]["rockets"].elements.count == 3, "\(login.text) \(rockets.text)")
    }

    @Test func anArchiveIsReadWithOrdinaryTools() async throws {
        let (scene, owner) = (try ArchiveScene.shared(), try await Self.furnished())
        let archive = try await scene.export(owner)
        let folder = FileManager.default.temporaryDirectory.appending(path: "read-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let body = try await scene.download(archive, owner).body
        try Data(body).write(to: folder.appending(path: "sealed.tma"))
        let key = try await scene.api.call("GET", "/api/organization/archives/\(archive)/key", token: owner.accessToken)
        try DocumentedScript.open(in: folder, key: key.json["data"]["key"].string, stack: scene.stack)
        let manifest = try JSONParser.parse(Array(try Data(contentsOf: folder.appending(path: "manifest.json"))))
        #expect(manifest["objects"]["rockets"] == 3)
        for object in manifest["objects"].memberNames {
            let lines = try String(contentsOf: folder.appending(path: "objects/\(object).jsonl"), encoding: .utf8)
                .split(separator: "\n")
            #expect(lines.count == manifest["objects"][object].int, "\(object)")
            for line in lines { #expect(try JSONParser.parse(Array(line.utf8))["id"].string.count == 36) }
        }
        #expect(try scene.stack.shell("pg_restore --list '\(folder.path)/database.dump'").contains("_rocket"))
        let members = try String(contentsOf: folder.appending(path: "members.jsonl"), encoding: .utf8)
        #expect(members.contains(owner.email) && !members.contains("scrypt"))
    }
}

/// The commands of docs/archives.md, as they stand there.
enum DocumentedScript {
    static func open(in folder: URL, key: String, stack: TestStack) throws {
        let document = try String(contentsOf: TestStack.repository.appending(path: "docs/archives.md"), encoding: .utf8)
        let parts = document.components(separatedBy: "```sh\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
        guard let script = parts.first(where: { $0.contains("openssl enc") }) else { throw StackFailure.noProcess("openssl") }
        try stack.shell("cd '\(folder.path)'\nset -e\narchive=sealed.tma\nkey=\(key)\n\(script)")
    }
}
