import Contracts

/// Checks phone numbers: digits alone are stored, and a number that repeats its calling code loses it.
///
/// Numbers are not looked up in the numbering plans of countries: what was sent is kept, nothing is inferred from it.
struct PhonesInput {
    let field: String

    /// The additional phones are rewritten whenever the field is sent.
    func values(of parts: JSONObject) throws(CRMError) -> [String: SQLValue] {
        var values: [String: SQLValue] = ["additionalPhones": .null]
        let callingCode = try callingCode(parts["primaryPhoneCallingCode"])
        if parts["primaryPhoneCallingCode"] != nil { values["primaryPhoneCallingCode"] = callingCode.sqlValue }
        if let value = parts["primaryPhoneNumber"] {
            values["primaryPhoneNumber"] = try number(value, callingCode: callingCode).sqlValue
        }
        if let value = parts["primaryPhoneCountryCode"] { values["primaryPhoneCountryCode"] = try countryCode(value).sqlValue }
        let additional = try additionalPhones(parts["additionalPhones"] ?? .null)
        if !additional.isEmpty { values["additionalPhones"] = .text(JSONText.encode(.array(additional))) }
        return values
    }

    private func additionalPhones(_ value: JSONValue) throws(CRMError) -> [JSONValue] {
        let list = ListInput(field: field)
        var phones: [JSONValue] = []
        for item in try list.items(value) {
            let phone = try list.object(item, keys: ["number", "countryCode", "callingCode"])
            let callingCode = try callingCode(phone["callingCode"])
            guard let number = try number(phone["number"] ?? .null, callingCode: callingCode) else { continue }
            phones.append([
                "number": .string(number), "countryCode": .string(try countryCode(phone["countryCode"] ?? .null) ?? ""),
                "callingCode": .string(callingCode ?? ""),
            ])
        }
        return phones
    }

    /// The digits of a number; one in international form keeps its `+` unless it begins with the calling code that was sent.
    private func number(_ value: JSONValue, callingCode: String?) throws(CRMError) -> String? {
        guard case .text(let text) = try ScalarInput(field: field).text(value) else { return nil }
        let number = text.filter { !" -().\u{A0}".contains($0) }
        let digits = number.hasPrefix("+") ? number.dropFirst() : number[...]
        guard (2...17).contains(digits.utf8.count), digits.utf8.allSatisfy(Self.isDigit) else {
            throw .invalidInput(.invalidPhoneNumber(String(text.prefix(200))))
        }
        if let callingCode, number.hasPrefix(callingCode) { return String(number.dropFirst(callingCode.count)) }
        return number
    }

    /// `+` and one to four digits.
    private func callingCode(_ value: JSONValue?) throws(CRMError) -> String? {
        guard case .text(let text) = try ScalarInput(field: field).text(value ?? .null) else { return nil }
        let digits = text.hasPrefix("+") ? text.dropFirst() : text[...]
        guard (1...4).contains(digits.utf8.count), digits.utf8.allSatisfy(Self.isDigit) else {
            throw .invalidInput(.invalidCallingCode(String(text.prefix(200))))
        }
        return "+" + digits
    }

    /// Two letters (ISO 3166-1).
    private func countryCode(_ value: JSONValue) throws(CRMError) -> String? {
        guard case .text(let text) = try ScalarInput(field: field).text(value) else { return nil }
        guard text.utf8.count == 2, text.allSatisfy({ $0.isASCII && $0.isLetter }) else {
            throw .invalidInput(.invalidCountryCode(String(text.prefix(200))))
        }
        return text.uppercased()
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
