/// What a program of PostgreSQL said, as far as a log may show it.
///
/// PostgreSQL's details, contexts and statements quote rows; the programs' own lines begin with their name.
struct ProgramMessages {
    private static let maxLines = 5

    let lines: [String]

    init(_ output: [UInt8], of program: String) {
        let own = String(decoding: output, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("\(program): error:") }
        lines = own.prefix(Self.maxLines).map { Self.withoutQuotes(String($0.prefix(400))) }
    }

    /// Names of tables come in double quotes; values in double or single ones.
    private static func withoutQuotes(_ line: String) -> String {
        line.replacing(/'[^']*'|: "[^"]*"/, with: "…")
    }
}
