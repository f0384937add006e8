internal import CYAML

/// Owns one `yaml_event_t`; `yaml_event_delete` runs exactly once.
struct EventHandle: ~Copyable {
    private let raw: UnsafeMutablePointer<yaml_event_t>

    private init(owning raw: UnsafeMutablePointer<yaml_event_t>) { self.raw = raw }

    deinit {
        yaml_event_delete(raw)
        raw.deallocate()
    }

    /// The event that `parse` fills in; nil when it fails, and then libyaml has left nothing to free in it.
    static func parsed(_ parse: (UnsafeMutablePointer<yaml_event_t>) -> Bool) -> EventHandle? {
        let raw = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
        raw.initialize(to: yaml_event_t())
        guard parse(raw) else {
            raw.deallocate()
            return nil
        }
        return EventHandle(owning: raw)
    }

    var kind: yaml_event_type_t { raw.pointee.type }
    var start: yaml_mark_t { raw.pointee.start_mark }

    /// The text of a scalar; nil for other events, and for text that holds a NUL.
    var text: String? {
        guard kind == YAML_SCALAR_EVENT, let value = raw.pointee.data.scalar.value else { return nil }
        let bytes = UnsafeBufferPointer(start: value, count: raw.pointee.data.scalar.length)
        return bytes.contains(0) ? nil : String(decoding: bytes, as: UTF8.self)
    }

    var isPlain: Bool { kind == YAML_SCALAR_EVENT && raw.pointee.data.scalar.style == YAML_PLAIN_SCALAR_STYLE }

    var hasAnchor: Bool {
        switch kind {
        case YAML_SCALAR_EVENT: raw.pointee.data.scalar.anchor != nil
        case YAML_SEQUENCE_START_EVENT: raw.pointee.data.sequence_start.anchor != nil
        case YAML_MAPPING_START_EVENT: raw.pointee.data.mapping_start.anchor != nil
        default: false
        }
    }

    var hasTag: Bool {
        switch kind {
        case YAML_SCALAR_EVENT: raw.pointee.data.scalar.tag != nil
        case YAML_SEQUENCE_START_EVENT: raw.pointee.data.sequence_start.tag != nil
        case YAML_MAPPING_START_EVENT: raw.pointee.data.mapping_start.tag != nil
        default: false
        }
    }
}
