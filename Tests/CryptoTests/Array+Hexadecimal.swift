extension [UInt8] {
    /// Bytes written as hexadecimal digits with any white space between them, as the RFCs print them.
    init(hexadecimal text: String) {
        let digits = text.compactMap(\.hexDigitValue)
        self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
