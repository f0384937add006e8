internal import Contracts
internal import Glibc

/// The table of contents of a dump, an entry a line, as `pg_restore --list` writes and `--use-list` reads it.
struct ContentsList {
    private let lines: [Substring]

    /// - Throws: `DatabaseToolError` when the file cannot be read.
    init(of file: String) throws(DatabaseToolError) {
        guard let stream = fopen(file, "re") else { throw .missing(program: "pg_restore") }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&piece, 1, piece.count, stream), count > 0 { bytes += piece.prefix(count) }
        lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }

    private init(lines: [Substring]) { self.lines = lines }

    /// Without the extensions themselves and what is said of them: `2; 3079 16385 EXTENSION - unaccent`,
    /// `3391; 0 0 COMMENT - EXTENSION unaccent`.
    var withoutExtensions: ContentsList {
        ContentsList(
            lines: lines.filter { line in
                let words = line.split(separator: " ", maxSplits: 6)
                guard words.count > 5 else { return true }
                return words[3] != "EXTENSION" && !(words[3] == "COMMENT" && words[5] == "EXTENSION")
            })
    }

    func write(to file: String) throws(DatabaseToolError) {
        guard let stream = fopen(file, "we") else { throw .missing(program: "pg_restore") }
        defer { fclose(stream) }
        let text = lines.joined(separator: "\n") + "\n"
        guard fputs(text, stream) >= 0, fflush(stream) == 0 else { throw .missing(program: "pg_restore") }
    }
}
