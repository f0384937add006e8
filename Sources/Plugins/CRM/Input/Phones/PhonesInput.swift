import Contracts

/// Reads phone numbers, tells their calling code and country where these were not sent, and refuses those that contradict
/// each other. What is stored is the national number.
struct PhonesInput {
    let field: String

    /// The parts of one phone as they were sent, with what followed from them; empty ones are nil.
    private struct Phone {
        var number: String?
        var region: String?
        var callingCode: String?
    }

    /// The additional phones are rewritten whenever the field is sent. A number that is sent brings its calling code and country.
    func values(of parts: JSONObject) throws(CRMError) -> [String: SQLValue] {
        var values: [String: SQLValue] = ["additionalPhones": .null]
        let names = (number: "primaryPhoneNumber", region: "primaryPhoneCountryCode", callingCode: "primaryPhoneCallingCode")
        let phone = try phone(parts[names.number], region: parts[names.region], callingCode: parts[names.callingCode])
        for (name, value) in [(names.number, phone.number), (names.region, phone.region), (names.callingCode, phone.callingCode)]
        where phone.number != nil || parts[name] != nil {
            values[name] = value.sqlValue
        }
        let additional = try additionalPhones(parts["additionalPhones"] ?? .null)
        if !additional.isEmpty { values["additionalPhones"] = .text(JSONText.encode(.array(additional))) }
        return values
    }

    private func additionalPhones(_ value: JSONValue) throws(CRMError) -> [JSONValue] {
        let list = ListInput(field: field)
        var phones: [JSONValue] = []
        for item in try list.items(value) {
            let parts = try list.object(item, keys: ["number", "countryCode", "callingCode"])
            let phone = try phone(parts["number"], region: parts["countryCode"], callingCode: parts["callingCode"])
            guard let number = phone.number else { continue }
            phones.append([
                "number": .string(number), "countryCode": .string(phone.region ?? ""),
                "callingCode": .string(phone.callingCode ?? ""),
            ])
        }
        return phones
    }

    private func phone(_ number: JSONValue?, region: JSONValue?, callingCode: JSONValue?) throws(CRMError) -> Phone {
        let sent = Phone(number: try text(number), region: try regionCode(region), callingCode: try callingCodeDigits(callingCode))
        if let region = sent.region, let code = sent.callingCode, NumberingPlans.world.plan(ofRegion: region)?.callingCode != code {
            throw .invalidInput(.conflictingPhoneCodes)
        }
        guard let text = sent.number else {
            return Phone(region: sent.region, callingCode: sent.callingCode.map { "+" + $0 })
        }
        guard let phone = PhoneNumber(text, region: sent.region, callingCode: sent.callingCode) else {
            throw .invalidInput(.invalidPhoneNumber(String(text.prefix(200))))
        }
        if let region = phone.region, let said = sent.region, region != said { throw .invalidInput(.conflictingCountryCode) }
        if let said = sent.callingCode, phone.callingCode != said { throw .invalidInput(.conflictingCallingCode) }
        return Phone(number: phone.nationalNumber, region: sent.region ?? phone.region, callingCode: "+" + phone.callingCode)
    }

    private func text(_ value: JSONValue?) throws(CRMError) -> String? {
        guard case .text(let text) = try ScalarInput(field: field).text(value ?? .null) else { return nil }
        return text
    }

    /// The digits of a calling code that some country has, with or without a `+` before them.
    private func callingCodeDigits(_ value: JSONValue?) throws(CRMError) -> String? {
        guard let text = try text(value) else { return nil }
        let digits = text.hasPrefix("+") ? String(text.dropFirst()) : text
        guard NumberingPlans.world.hasRegion(withCallingCode: digits) else {
            throw .invalidInput(.invalidCallingCode(String(text.prefix(200))))
        }
        return digits
    }

    private func regionCode(_ value: JSONValue?) throws(CRMError) -> String? {
        guard let text = try text(value) else { return nil }
        guard let region = NumberingPlans.world.plan(ofRegion: text.uppercased())?.region else {
            throw .invalidInput(.invalidCountryCode(String(text.prefix(200))))
        }
        return region
    }
}
