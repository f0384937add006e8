import ArgumentParser
import Contracts
import HostArchives
import HostReactor
import ProvisioningPlugin

extension ArchivesCommand {
    /// Needs no settings and no database: whoever has file and key can read them with this program alone.
    struct Decrypt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Opens an archive's file with its key, and takes it apart into a new folder.",
            discussion: "Nothing is kept unless every byte is authentic and every file what the manifest says.")

        @Argument(help: "The archive's file.") var file: String
        @Option(help: "The file that holds the key, 64 hexadecimal digits; - is standard input.") var keyFile: String
        @Option(help: "A folder that is not there yet. Only you may enter it: what is in it lies in the clear.") var to: String

        func run() async throws {
            do {
                let key = try ArchiveKeyFile.read(keyFile)
                let lane = try BlockingLane(name: "archive", threads: 1, maxQueued: 16)
                defer { lane.shutDown() }
                print(try await Self.open(file, under: key, to: to, ArchiveFolder(path: to, lane: lane)))
            } catch let error where !(error is ValidationError) {
                StandardError.write("error: \(FailureText.describe(error))")
                throw HostExitCode.failure.exit
            }
        }

        /// - Returns: what the archive is of.
        private static func open(
            _ file: String, under key: [UInt8], to folder: String, _ storage: ArchiveFolder
        ) async throws -> String {
            let stage = try await storage.makeStage(at: folder)
            do {
                try await storage.unpack(file: file, to: stage, under: .archive(key))
                return try await OpenedArchive.verified(stage, in: storage).title
            } catch {
                try await storage.remove(stage)
                throw error
            }
        }
    }
}

/// The key of one archive as `archives key` and the API give it.
enum ArchiveKeyFile {
    /// - Throws: `ValidationError`, `LinesOfFile.Unreadable`.
    static func read(_ path: String) throws -> [UInt8] {
        let digits = String(decoding: try LinesOfFile(path: path).first { _ in true } ?? [], as: UTF8.self)
        guard digits.utf8.count == 2 * ArchiveKey.length, let key = [UInt8](sqlText: "\\x" + digits) else {
            throw ValidationError("A key is 64 hexadecimal digits, on the first line of its file.")
        }
        return key
    }
}
