internal import CYAML

/// Owns one `yaml_parser_t` and the bytes it reads. libyaml keeps the addresses of both, so both are allocated.
struct ParserHandle: ~Copyable {
    private let raw: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>

    private init(owning raw: UnsafeMutablePointer<yaml_parser_t>, input: UnsafeMutableBufferPointer<UInt8>) {
        self.raw = raw
        self.input = input
    }

    deinit {
        yaml_parser_delete(raw)
        raw.deallocate()
        // The settings hold secrets.
        input.update(repeating: 0)
        input.deallocate()
    }

    /// Starts on `bytes`, read as UTF-8 whatever they begin with.
    static func begin(_ bytes: [UInt8]) throws(YAMLFault) -> ParserHandle {
        let raw = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        guard yaml_parser_initialize(raw) == 1 else {
            raw.deallocate()
            throw YAMLFault(line: 1, column: 1, message: "cannot be read for want of memory")
        }
        let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = input.initialize(from: bytes)
        let handle = ParserHandle(owning: raw, input: input)
        yaml_parser_set_encoding(handle.raw, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(handle.raw, handle.input.baseAddress, handle.input.count)
        return handle
    }

    /// The next event; after `YAML_STREAM_END_EVENT` there is none.
    func next() throws(YAMLFault) -> EventHandle {
        guard let event = EventHandle.parsed({ yaml_parser_parse(raw, $0) == 1 }) else { throw fault() }
        return event
    }

    /// What libyaml says is wrong. Its sentences are constants and never contain the text.
    private func fault() -> YAMLFault {
        let message = raw.pointee.problem.map { String(cString: $0) } ?? "cannot be read as YAML"
        guard raw.pointee.error != YAML_READER_ERROR else {
            return YAMLFault(at: Int(clamping: raw.pointee.problem_offset), of: UnsafeBufferPointer(input), message: message)
        }
        return YAMLFault(at: raw.pointee.problem_mark, message: message)
    }
}
