import Contracts

/// A settings tree written in Swift, each node placed on a line of its own.
struct SettingsTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral,
    ExpressibleByBooleanLiteral
{
    private indirect enum Content {
        case scalar(String)
        case list([SettingsTree])
        case mapping([(String, SettingsTree)])
    }

    private var value: Content

    init(stringLiteral value: String) { self.value = .scalar(value) }
    init(integerLiteral value: Int) { self.value = .scalar(String(value)) }
    init(booleanLiteral value: Bool) { self.value = .scalar(String(value)) }
    init(arrayLiteral elements: SettingsTree...) { value = .list(elements) }
    init(dictionaryLiteral elements: (String, SettingsTree)...) { value = .mapping(elements) }

    /// The same tree with the node at `path` replaced, or removed by nil; list items are named by their place.
    func setting(_ path: String, _ new: SettingsTree?) -> SettingsTree {
        replacing(path.split(separator: ".").map(String.init)[...], new)
    }

    func node() -> SettingsNode {
        var line = 0
        return node(path: "", line: &line)
    }

    private func replacing(_ path: ArraySlice<String>, _ new: SettingsTree?) -> SettingsTree {
        guard let key = path.first else { return new ?? self }
        let rest = path.dropFirst()
        var copy = self
        switch value {
        case .scalar: break
        case .list(var items):
            if let index = Int(key) { items[index] = items[index].replacing(rest, new) }
            copy.value = .list(items)
        case .mapping(var entries):
            let index = entries.firstIndex { $0.0 == key }
            switch (index, new) {
            case (let index?, nil) where rest.isEmpty: entries.remove(at: index)
            case (let index?, _): entries[index].1 = entries[index].1.replacing(rest, new)
            case (nil, let new?): entries.append((key, rest.isEmpty ? new : ([:] as SettingsTree).replacing(rest, new)))
            case (nil, nil): break
            }
            copy.value = .mapping(entries)
        }
        return copy
    }

    private func node(path: String, line: inout Int) -> SettingsNode {
        line += 1
        let place = SettingsPlace(file: "test.yaml", line: line, column: 1)
        switch value {
        case .scalar(let text): return SettingsNode(value: .scalar(text, quoted: false), place: place, path: path)
        case .list(let items):
            var nodes: [SettingsNode] = []
            for (index, item) in items.enumerated() { nodes.append(item.node(path: "\(path)[\(index)]", line: &line)) }
            return SettingsNode(value: .sequence(nodes), place: place, path: path)
        case .mapping(let entries):
            var nodes: [SettingsNode.Entry] = []
            for (key, tree) in entries {
                let child = tree.node(path: path.isEmpty ? key : "\(path).\(key)", line: &line)
                nodes.append(SettingsNode.Entry(key: key, keyPlace: child.place, value: child))
            }
            return SettingsNode(value: .mapping(nodes), place: place, path: path)
        }
    }
}
