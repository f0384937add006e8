internal import CYAML
internal import Contracts

/// Makes the tree of settings from libyaml's events. It goes on after a fault that leaves the structure whole, so that all
/// such faults are found at once, and stops at one that does not.
struct SettingsTreeBuilder: ~Copyable {
    /// Deepest nesting of mappings and lists.
    static let maxDepth = 32

    private let parser: ParserHandle
    private let file: String
    private(set) var diagnostics: [SettingsDiagnostic] = []

    init(parser: consuming ParserHandle, file: String) {
        self.parser = parser
        self.file = file
    }

    /// The one document of the stream; an empty stream is an empty mapping.
    mutating func document() throws(YAMLFault) -> SettingsNode {
        _ = try parser.next()
        let first = try parser.next()
        guard first.kind == YAML_DOCUMENT_START_EVENT else { return emptyRoot(at: first.start) }
        let root = try node(try parser.next(), path: "", depth: 0)
        _ = try parser.next()
        let last = try parser.next()
        if last.kind != YAML_STREAM_END_EVENT { report(last.start, "", "a second document is not allowed") }
        if case .scalar("", quoted: false) = root.value { return emptyRoot(at: first.start) }
        return root
    }

    private func emptyRoot(at mark: yaml_mark_t) -> SettingsNode {
        SettingsNode(value: .mapping([]), place: place(mark), path: "")
    }

    private mutating func node(_ event: borrowing EventHandle, path: String, depth: Int) throws(YAMLFault) -> SettingsNode {
        if event.hasAnchor { report(event.start, path, "anchors are not allowed") }
        if event.hasTag { report(event.start, path, "tags are not allowed") }
        guard depth < Self.maxDepth || event.kind == YAML_SCALAR_EVENT else {
            throw YAMLFault(at: event.start, message: "is nested deeper than \(Self.maxDepth) levels")
        }
        return SettingsNode(value: try value(event, path: path, depth: depth), place: place(event.start), path: path)
    }

    private mutating func value(
        _ event: borrowing EventHandle, path: String, depth: Int
    ) throws(YAMLFault) -> SettingsNode.Value {
        switch event.kind {
        case YAML_SCALAR_EVENT:
            if let text = event.text { return .scalar(text, quoted: !event.isPlain) }
            report(event.start, path, "holds a NUL character")
        case YAML_SEQUENCE_START_EVENT: return .sequence(try items(path: path, depth: depth))
        case YAML_MAPPING_START_EVENT: return .mapping(try entries(path: path, depth: depth))
        default: report(event.start, path, "aliases are not allowed")
        }
        return .absent
    }

    private mutating func items(path: String, depth: Int) throws(YAMLFault) -> [SettingsNode] {
        var items: [SettingsNode] = []
        while true {
            let event = try parser.next()
            if event.kind == YAML_SEQUENCE_END_EVENT { return items }
            items.append(try node(event, path: "\(path)[\(items.count)]", depth: depth + 1))
        }
    }

    private mutating func entries(path: String, depth: Int) throws(YAMLFault) -> [SettingsNode.Entry] {
        var entries: [SettingsNode.Entry] = []
        var linesOfKeys: [String: Int] = [:]
        while true {
            let event = try parser.next()
            if event.kind == YAML_MAPPING_END_EVENT { return entries }
            let key = try key(event, path: path, depth: depth)
            let childPath = path.isEmpty ? key ?? "" : "\(path).\(key ?? "")"
            let child = try node(try parser.next(), path: key == nil ? path : childPath, depth: depth + 1)
            guard let key else { continue }
            let keyPlace = place(event.start)
            if let line = linesOfKeys.updateValue(keyPlace.line, forKey: key) {
                report(event.start, childPath, "is given already on line \(line)")
            } else {
                entries.append(SettingsNode.Entry(key: key, keyPlace: keyPlace, value: child))
            }
        }
    }

    /// The text of a key; nil after a fault was recorded. What a key that is no scalar contains is passed over.
    private mutating func key(_ event: borrowing EventHandle, path: String, depth: Int) throws(YAMLFault) -> String? {
        let key = try node(event, path: path, depth: depth + 1)
        if case .scalar(let text, _) = key.value { return text }
        if key.value != .absent { report(event.start, path, "a key must be a plain or quoted string") }
        return nil
    }

    private mutating func report(_ mark: yaml_mark_t, _ path: String, _ message: String) {
        diagnostics.append(SettingsDiagnostic(place: place(mark), key: path, message: message))
    }

    private func place(_ mark: yaml_mark_t) -> SettingsPlace {
        SettingsPlace(file: file, line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
    }
}
