import Contracts
import Foundation
import Testing

@testable import HostArchives

@Suite struct ArchiveFolderTests {
    @Test func whatIsPackedIsUnpackedTheSame() async throws {
        let bench = try await ArchiveBench.make()
        let files: [String: [UInt8]] = [
            "manifest.json": Array("{}".utf8), "database.dump": ArchiveBench.noise(3_000_001), "members.jsonl": [],
            "objects/people.jsonl": ArchiveBench.noise(SealedHeader.chunkSize),
        ]
        let packed = try await bench.pack(files)
        #expect(packed.size == Int64(try bench.bytes().count))
        let stage = try await bench.unpack()
        for (name, bytes) in files {
            #expect(FileManager.default.contents(atPath: stage.path(of: name)).map(Array.init) == bytes, "\(name)")
        }
    }

    @Test(arguments: [0, 1, SealedHeader.chunkSize - 1024, SealedHeader.chunkSize, 2 * SealedHeader.chunkSize - 2048])
    func everyLengthComesBack(count: Int) async throws {
        let bench = try await ArchiveBench.make()
        let bytes = ArchiveBench.noise(count)
        _ = try await bench.pack(["database.dump": bytes])
        let stage = try await bench.unpack()
        #expect(FileManager.default.contents(atPath: stage.path(of: "database.dump")).map(Array.init) == bytes)
    }

    @Test func aFlippedBitIsFoundWhereverItIs() async throws {
        let bench = try await ArchiveBench.make()
        _ = try await bench.pack(["database.dump": ArchiveBench.noise(1_500_000)])
        let whole = try bench.bytes()
        let places = [0, 9, 25, 57, 60, 61, 70_000, 60 + SealedHeader.chunkSize, 60 + SealedHeader.chunkSize + 16, whole.count - 1]
        for place in places {
            var changed = whole
            changed[place] ^= 1
            try bench.write(changed)
            await #expect(throws: ArchiveFault.self, "byte \(place)") { try await bench.unpack() }
        }
    }

    @Test func anArchiveThatIsCutOffIsFound() async throws {
        let bench = try await ArchiveBench.make()
        _ = try await bench.pack(["database.dump": ArchiveBench.noise(2_500_000)])
        let whole = try bench.bytes()
        let sealed = SealedHeader.chunkSize + 16
        for length in [0, 59, 60, 60 + 15, 60 + sealed - 1, 60 + sealed, 60 + 2 * sealed, whole.count - 1] {
            try bench.write(Array(whole.prefix(length)))
            await #expect(throws: ArchiveFault.self, "\(length) bytes") { try await bench.unpack() }
        }
    }

    @Test func chunksInAnotherOrderAreFound() async throws {
        let bench = try await ArchiveBench.make()
        _ = try await bench.pack(["database.dump": ArchiveBench.noise(3_500_000)])
        let whole = try bench.bytes()
        let sealed = SealedHeader.chunkSize + 16
        let chunk = { (index: Int) in Array(whole[(60 + index * sealed)...].prefix(sealed)) }
        let head = Array(whole.prefix(60))
        let rest = Array(whole[(60 + 2 * sealed)...])
        for changed in [head + chunk(1) + chunk(0) + rest, head + chunk(0) + rest, head + chunk(0) + chunk(0) + chunk(1) + rest] {
            try bench.write(changed)
            await #expect(throws: ArchiveFault.notAuthentic) { try await bench.unpack() }
        }
        try bench.write(whole + chunk(0))
        await #expect(throws: ArchiveFault.notAuthentic) { try await bench.unpack() }
    }

    @Test func anotherTenantsKeyOpensNothing() async throws {
        let bench = try await ArchiveBench.make()
        _ = try await bench.pack(["database.dump": [1, 2, 3]])
        let other = ArchiveKey.tenant(id: UUID(), [UInt8](repeating: 9, count: 32))
        await #expect(throws: ArchiveFault.notAuthentic) { try await bench.unpack(under: other) }
    }

    @Test func theKeyThatIsGivenOutOpensItsOwnArchiveAlone() async throws {
        let (first, second) = (try await ArchiveBench.make(), try await ArchiveBench.make())
        for bench in [first, second] { _ = try await bench.pack(["database.dump": [1, 2, 3]]) }
        let key = ArchiveKey.archive(try await first.folder.key(of: .archive(first.archive), under: first.key))
        _ = try await first.unpack(under: key)
        await #expect(throws: ArchiveFault.notAuthentic) { try await second.unpack(under: key) }
    }

    @Test(arguments: [
        "../escaped", "/etc/passwd", "objects/../../escaped.jsonl", "objects/.jsonl", "objects/a/b.jsonl", "other", "",
    ])
    func anEntryThatLeadsElsewhereIsRefused(name: String) async throws {
        let bench = try await ArchiveBench.make()
        try bench.forge([(name, [1])])
        await #expect(throws: ArchiveFault.malformed) { try await bench.unpack() }
        #expect(!FileManager.default.fileExists(atPath: bench.root + "/escaped"))
    }

    @Test func anEntryThatComesTwiceIsRefused() async throws {
        let bench = try await ArchiveBench.make()
        try bench.forge([("members.jsonl", [1]), ("members.jsonl", [2])])
        await #expect(throws: ArchiveFault.malformed) { try await bench.unpack() }
    }

    @Test(arguments: ["../\(UUID().uuidString)", "a/b", ".mark", "", "."])
    func aFileOutsideTheInboxIsNotRead(name: String) async throws {
        let bench = try await ArchiveBench.make()
        await #expect(throws: ArchiveFault.missing) { try await bench.folder.label(of: .inbox(name)) }
    }

    /// A pipe would keep its reader waiting, a link leads out of the folder.
    @Test(arguments: ["ln -s /etc/hostname", "mkdir", "mkfifo"])
    func whatIsNoFileIsNotThere(making command: String) async throws {
        let bench = try await ArchiveBench.make()
        let shell = try Process.run(
            URL(filePath: "/bin/sh"),
            arguments: ["-c", "mkdir -p \(bench.root)/inbox && \(command) \(bench.root)/inbox/archive.tma"])
        shell.waitUntilExit()
        await #expect(throws: ArchiveFault.missing) { try await bench.folder.label(of: .inbox("archive.tma")) }
    }

    @Test func aLaterRunTakesTheStageAway() async throws {
        let bench = try await ArchiveBench.make()
        let first = try await bench.folder.makeStage(for: bench.archive, run: 1)
        let second = try await bench.folder.makeStage(for: bench.archive, run: 2)
        await #expect(throws: ArchiveFault.missing) {
            try await bench.folder.write("members.jsonl", to: first) { try await $0([1]) }
        }
        #expect(try await bench.folder.stage(for: bench.archive).folder == second.folder)
    }

    @Test func nothingOfATenantIsLeft() async throws {
        let bench = try await ArchiveBench.make()
        _ = try await bench.pack(["database.dump": [1]])
        let stage = try await bench.folder.makeStage(for: bench.archive, run: 2)
        try await bench.folder.write("members.jsonl", to: stage) { try await $0([1]) }
        #expect(try await bench.folder.count(of: bench.archive.tenant) == 2)
        try await bench.folder.removeAll(of: bench.archive.tenant)
        #expect(try await bench.folder.count(of: bench.archive.tenant) == 0)
    }

    @Test func aFolderKeepsItsMark() async throws {
        let (bench, other) = (try await ArchiveBench.make(), try await ArchiveBench.make())
        let mark = try await bench.folder.mark()
        #expect(try await bench.folder.mark() == mark)
        #expect(try await other.folder.mark() != mark)
    }
}
