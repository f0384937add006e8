internal import Foundation

/// The product's program by itself, in an environment that a test makes up.
public enum HostProgram {
    public struct Outcome: Sendable {
        public let exitCode: Int32
        public let output: String
        public let errors: String
    }

    /// Runs it to its end.
    public static func run(_ arguments: [String], environment: [String: String]) throws -> Outcome {
        let place = FileManager.default.temporaryDirectory.appending(path: "tm-program-\(UUID().uuidString)").path
        let (output, errors) = (place + ".out", place + ".err")
        defer {
            unlink(output)
            unlink(errors)
        }
        let status = try ChildProcess.spawnAndWait(
            [TestStack.binary().path] + arguments, output: output, errors: errors,
            environment: ["PATH": "/usr/bin:/bin"].merging(environment) { $1 })
        return Outcome(
            exitCode: status >> 8 & 0xFF, output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8))
    }
}
