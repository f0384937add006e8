public import Contracts

/// Reads settings from YAML 1.1 as libyaml has it, without what settings do not need and what hides mistakes: anchors, aliases,
/// tags, further documents, keys that are not strings and keys that are given twice are faults.
public enum YAMLReader {
    /// Largest file, 1 MiB.
    static let maxBytes = 1 << 20

    /// The tree of settings in `bytes`; an empty document is an empty mapping.
    ///
    /// - Parameter file: the name that diagnostics bear.
    /// - Throws: `SettingsError` with place and kind of every fault that could be found, and never the text.
    public static func read(bytes: [UInt8], file: String) throws(SettingsError) -> SettingsNode {
        guard bytes.count <= maxBytes else {
            throw SettingsError([diagnostic(YAMLFault(line: 1, column: 1, message: "the file is larger than 1 MiB"), file)])
        }
        let parser: ParserHandle
        do {
            parser = try ParserHandle.begin(bytes)
        } catch {
            throw SettingsError([diagnostic(error, file)])
        }
        var builder = SettingsTreeBuilder(parser: parser, file: file)
        let root: SettingsNode
        do {
            root = try builder.document()
        } catch {
            throw SettingsError(builder.diagnostics + [diagnostic(error, file)])
        }
        guard builder.diagnostics.isEmpty else { throw SettingsError(builder.diagnostics) }
        return root
    }

    private static func diagnostic(_ fault: YAMLFault, _ file: String) -> SettingsDiagnostic {
        SettingsDiagnostic(
            place: SettingsPlace(file: file, line: fault.line, column: fault.column), key: "", message: fault.message)
    }
}
