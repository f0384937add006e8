/// Decodes one mapping of the settings key by key, collecting every fault. Keys that nobody asked for are faults.
///
/// Each reader takes the default, so that a default stands in exactly one place: where its setting is decoded.
public struct SettingsDecoder {
    private let node: SettingsNode
    private var known: Set<String> = []
    public private(set) var diagnostics: [SettingsDiagnostic] = []
    /// The path of every key that was asked for, those of nested mappings included: what the documentation must list.
    public private(set) var knownPaths: [String] = []

    public init(_ node: SettingsNode) {
        self.node = node
        switch node.value {
        case .mapping, .absent: break
        default: if !node.isNull { report(node, "must be a mapping") }
        }
    }

    /// The node of `key`, absent when it is not there or null.
    public mutating func node(_ key: String) -> SettingsNode {
        let path = node.path.isEmpty ? key : "\(node.path).\(key)"
        if known.insert(key).inserted { knownPaths.append(path) }
        if case .mapping(let entries) = node.value, let entry = entries.first(where: { $0.key == key }) {
            let child = entry.value
            return child.isNull ? SettingsNode(value: .absent, place: child.place, path: child.path) : child
        }
        return SettingsNode(value: .absent, place: node.place, path: path)
    }

    public mutating func string(_ key: String, default fallback: @autoclosure () -> String) -> String {
        optionalString(key) ?? fallback()
    }

    public mutating func optionalString(_ key: String) -> String? {
        let child = node(key)
        switch child.value {
        case .absent: return nil
        case .scalar(let text, _): return text
        default:
            report(child, "must be a string")
            return nil
        }
    }

    public mutating func integer(_ key: String, default fallback: Int, in range: ClosedRange<Int>) -> Int {
        optionalInteger(key, in: range) ?? fallback
    }

    public mutating func optionalInteger(_ key: String, in range: ClosedRange<Int>) -> Int? {
        let child = node(key)
        guard case .scalar(let text, _) = child.value else {
            if child.value != .absent { report(child, "must be a whole number") }
            return nil
        }
        if text.isEmpty { return nil }
        guard let value = Int(text) else {
            report(child, "must be a whole number")
            return nil
        }
        guard range.contains(value) else {
            report(child, "must be from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return value
    }

    public mutating func bool(_ key: String, default fallback: Bool) -> Bool {
        let child = node(key)
        switch child.value {
        case .absent: return fallback
        case .scalar("", _): return fallback
        case .scalar("true", _): return true
        case .scalar("false", _): return false
        default:
            report(child, "must be true or false")
            return fallback
        }
    }

    /// One of the names of an enumeration.
    public mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, default fallback: Choice
    ) -> Choice where Choice.RawValue == String {
        let child = node(key)
        guard let text = optionalString(key) else { return fallback }
        guard let choice = Choice(rawValue: text) else {
            report(child, "must be one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
            return fallback
        }
        return choice
    }

    public mutating func strings(_ key: String, default fallback: [String] = []) -> [String] {
        let child = node(key)
        guard child.value != .absent else { return fallback }
        guard case .sequence(let items) = child.value else {
            report(child, "must be a list of strings")
            return fallback
        }
        return items.compactMap { item in
            guard case .scalar(let text, _) = item.value else {
                report(item, "must be a string")
                return nil
            }
            return text
        }
    }

    /// The entries of a mapping with free keys.
    public mutating func entries(_ key: String) -> [SettingsNode.Entry] {
        let child = node(key)
        switch child.value {
        case .absent: return []
        case .mapping(let entries): return entries
        default:
            report(child, "must be a mapping")
            return []
        }
    }

    /// The items of a list.
    public mutating func items(_ key: String) -> [SettingsNode] {
        let child = node(key)
        switch child.value {
        case .absent: return []
        case .sequence(let items): return items
        default:
            report(child, "must be a list")
            return []
        }
    }

    /// Decodes the mapping under `key` and takes over its faults.
    public mutating func nested<Value>(_ key: String, _ decode: (inout SettingsDecoder) -> Value) -> Value {
        decoding(node(key), decode)
    }

    /// Decodes each mapping of the list under `key` and takes over its faults.
    public mutating func each<Value>(_ key: String, _ decode: (inout SettingsDecoder) -> Value) -> [Value] {
        items(key).map { decoding($0, decode) }
    }

    /// Decodes each mapping under the free keys of the mapping `key`, with its name, and takes over its faults.
    public mutating func eachEntry<Value>(_ key: String, _ decode: (String, inout SettingsDecoder) -> Value) -> [Value] {
        entries(key).map { entry in decoding(entry.value) { decode(entry.key, &$0) } }
    }

    private mutating func decoding<Value>(_ node: SettingsNode, _ decode: (inout SettingsDecoder) -> Value) -> Value {
        var decoder = SettingsDecoder(node)
        let value = decode(&decoder)
        diagnostics += decoder.finished()
        knownPaths += decoder.knownPaths
        return value
    }

    public mutating func report(_ node: SettingsNode, _ message: String) {
        diagnostics.append(SettingsDiagnostic(place: node.place, key: node.path, message: message))
    }

    public mutating func report(key: String, _ message: String) { report(node(key), message) }

    /// Every fault, those of unknown keys included.
    public func finished() -> [SettingsDiagnostic] {
        guard case .mapping(let entries) = node.value else { return diagnostics }
        return diagnostics
            + entries.filter { !known.contains($0.key) }.map { entry in
                SettingsDiagnostic(place: entry.keyPlace, key: entry.value.path, message: "is not a known key")
            }
    }

    /// - Throws: `SettingsError` with every fault found.
    public func finish() throws(SettingsError) {
        let found = finished()
        guard found.isEmpty else { throw SettingsError(found) }
    }
}
