import Foundation
import Testing

/// The commands of a document's `console` blocks, and what it says that they print.
struct Transcript {
    struct Step: Sendable, CustomTestStringConvertible {
        let command: String
        let output: String

        var testDescription: String { command }
    }

    let steps: [Step]

    /// Reads blocks like "```console", where `$ ` begins a command, `> ` continues it, and the rest is its output.
    init(markdown: String) {
        var steps: [Step] = []
        var isInside = false
        for line in markdown.components(separatedBy: "\n") {
            if line.hasPrefix("```") {
                isInside = line == "```console"
            } else if isInside, line.hasPrefix("$ ") {
                steps.append(Step(command: String(line.dropFirst(2)), output: ""))
            } else if isInside, let last = steps.popLast() {
                let isContinuation = line.hasPrefix("> ")
                steps.append(
                    Step(
                        command: isContinuation ? last.command + "\n" + line.dropFirst(2) : last.command,
                        output: isContinuation ? last.output : last.output + line + "\n"))
            }
        }
        self.steps = steps
    }

    /// What differs from run to run, by a name that does not.
    static func normalized(_ output: String) -> String {
        var text = output
        for (pattern, name) in [
            (#"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"#, "<uuid>"),
            (#"eyJ[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){2}"#, "<token>"),
            (#"eyJ…"#, "<token>"),
            (#"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"#, "<time>"),
            (#"[A-Za-z0-9_-]{43}"#, "<random>"),
            (#"\b[0-9a-f]{32}\b"#, "<request>"),
            (#"("[a-z_]*bytes"):\d+"#, "$1:<number>"),
        ] {
            text = text.replacingOccurrences(of: pattern, with: name, options: .regularExpression)
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
