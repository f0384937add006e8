/// Encodes an answer that is sent in pieces as FastCGI records.
struct StreamRecords {
    let requestID: UInt16

    /// `bytes` as output, in as many records as they take.
    func output(_ bytes: [UInt8]) -> [UInt8] {
        var piece: [UInt8] = []
        piece.reserveCapacity(bytes.count + 16)
        var rest = bytes[...]
        while !rest.isEmpty {
            let content = rest.prefix(ResponseRecords.maxContentBytes)
            piece.append(
                bigEndian: RecordHeader.bytes(
                    kind: RecordHeader.Kind.output, requestID: requestID, contentLength: content.count))
            piece.append(contentsOf: content)
            rest.removeFirst(content.count)
        }
        return piece
    }

}
