import Foundation
import TestSupport
import Testing

/// Every example of the README is run against a stack of its own, and prints what the README says.
@Suite(.serialized) struct ReadmeTests {
    @Test func theTourPrintsWhatItSays() throws {
        let readme = try String(contentsOf: TestStack.repository.appending(path: "README.md"), encoding: .utf8)
        let transcript = Transcript(markdown: readme)
        #expect(transcript.steps.count >= 6)
        let stack = try TestStack()
        defer { stack.stop() }
        // The stack is there already: the two commands are what started it and what will stop it.
        let steps = transcript.steps.filter { !$0.command.hasPrefix("make ") }
        for (step, output) in zip(steps, try run(steps.map(\.command), on: stack)) {
            #expect(Transcript.normalized(output) == Transcript.normalized(step.output), "\(step.command)")
        }
    }

    /// Runs all commands in one shell, as a reader would, and returns what each printed.
    private func run(_ commands: [String], on stack: TestStack) throws -> [String] {
        let marker = "--- \(UUID().uuidString) ---"
        let place = { (text: String) in
            text.replacingOccurrences(of: "127.0.0.1:3000", with: "127.0.0.1:\(stack.port)")
                .replacingOccurrences(of: ".run/", with: stack.directory.path + "/")
        }
        let script = commands.map { place($0) + "\necho; echo '\(marker)'\n" }.joined()
        let output = try stack.shell(script)
        return output.components(separatedBy: marker).dropLast().map { $0 }
    }
}
