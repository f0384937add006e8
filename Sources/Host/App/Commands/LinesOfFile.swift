import FoundationEssentials

/// The lines of a file, or of standard input for the name `-`.
struct LinesOfFile: Sequence {
    private let contents: Data

    struct Unreadable: Error, CustomStringConvertible {
        let path: String

        var description: String { "\(path) cannot be read" }
    }

    /// - Throws: `Unreadable`.
    init(path: String) throws(Unreadable) {
        do {
            contents = try path == "-" ? Self.standardInput() : Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
        } catch {
            throw Unreadable(path: path)
        }
    }

    func makeIterator() -> AnyIterator<[UInt8]> {
        var rest = contents[...]
        return AnyIterator {
            guard !rest.isEmpty else { return nil }
            let line = rest.prefix { $0 != UInt8(ascii: "\n") }
            rest = rest[line.endIndex...].dropFirst()
            return Array(line)
        }
    }

    private static func standardInput() -> Data {
        var data = Data()
        while let line = readLine(strippingNewline: false) { data.append(contentsOf: line.utf8) }
        return data
    }
}
