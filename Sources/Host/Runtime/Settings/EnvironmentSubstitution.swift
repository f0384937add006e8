public import Contracts

/// Puts the environment into the scalars of a settings tree: `${NAME}`, `${NAME:-default}`, and `$${` for a plain `${`.
///
/// A variable that is unset is read from the file that `NAME_FILE` names, so that secrets need not stand in the environment.
/// No fault ever shows a value.
public struct EnvironmentSubstitution {
    private let environment: [String: String]
    private let readFile: (String) -> String?
    private var diagnostics: [SettingsDiagnostic] = []

    /// - Parameter readFile: the text of a file; nil when it cannot be read.
    public init(environment: [String: String], readFile: @escaping (String) -> String?) {
        self.environment = environment
        self.readFile = readFile
    }

    /// - Returns: the tree with every reference replaced, and a fault for each that could not be; such a scalar is left absent.
    public mutating func apply(to node: SettingsNode) -> (node: SettingsNode, diagnostics: [SettingsDiagnostic]) {
        diagnostics = []
        let substituted = substitute(node)
        return (substituted, diagnostics)
    }

    private mutating func substitute(_ node: SettingsNode) -> SettingsNode {
        let value: SettingsNode.Value
        switch node.value {
        case .absent: return node
        case .scalar(let text, let quoted):
            guard text.contains("$") else { return node }
            value = expand(text[...], of: node).map { .scalar($0, quoted: quoted) } ?? .absent
        case .sequence(let items): value = .sequence(items.map { substitute($0) })
        case .mapping(let entries):
            value = .mapping(
                entries.map { SettingsNode.Entry(key: $0.key, keyPlace: $0.keyPlace, value: substitute($0.value)) })
        }
        return SettingsNode(value: value, place: node.place, path: node.path)
    }

    /// Nil after a fault was recorded.
    private mutating func expand(_ text: Substring, of node: SettingsNode) -> String? {
        var rest = text
        var expanded = ""
        while let dollar = rest.firstIndex(of: "$") {
            expanded += rest[..<dollar]
            rest = rest[dollar...]
            if rest.hasPrefix("$${") {
                expanded += "${"
                rest = rest.dropFirst(3)
            } else if rest.hasPrefix("${") {
                guard let end = rest.firstIndex(of: "}") else { return fault(node, "has a '${' without its '}'") }
                guard let value = value(of: rest[rest.index(rest.startIndex, offsetBy: 2)..<end], of: node) else { return nil }
                expanded += value
                rest = rest[rest.index(after: end)...]
            } else {
                expanded += "$"
                rest = rest.dropFirst()
            }
        }
        return expanded + rest
    }

    /// The value of what stands between the braces.
    private mutating func value(of reference: Substring, of node: SettingsNode) -> String? {
        let name: Substring
        let fallback: Substring?
        if let mark = reference.firstRange(of: ":-") {
            name = reference[..<mark.lowerBound]
            fallback = reference[mark.upperBound...]
        } else {
            name = reference
            fallback = nil
        }
        guard Self.isName(name) else { return fault(node, "has a '${…}' that does not name an environment variable") }
        switch lookUp(String(name), of: node) {
        case .failed: return nil
        case .found(let value) where !value.isEmpty || fallback == nil: return value
        case .found, .unset:
            return fallback.map(String.init) ?? fault(node, "needs the environment variable \(name), or \(name)_FILE")
        }
    }

    private enum Lookup {
        case found(String)
        case unset
        case failed
    }

    private mutating func lookUp(_ name: String, of node: SettingsNode) -> Lookup {
        let value = environment[name]
        guard let file = environment["\(name)_FILE"], !file.isEmpty else { return value.map(Lookup.found) ?? .unset }
        guard value?.isEmpty ?? true else {
            _ = fault(node, "has both \(name) and \(name)_FILE in the environment")
            return .failed
        }
        guard let text = readFile(file) else {
            _ = fault(node, "needs the file that \(name)_FILE names, which cannot be read")
            return .failed
        }
        // Editors and `echo` end a file with a line break that is not part of the secret.
        return .found(String(text.reversed().drop(while: \.isNewline).reversed()))
    }

    private mutating func fault(_ node: SettingsNode, _ message: String) -> String? {
        diagnostics.append(SettingsDiagnostic(place: node.place, key: node.path, message: message))
        return nil
    }

    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.first, !first.isNumber else { return false }
        return text.allSatisfy { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
    }
}
