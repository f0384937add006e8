import Contracts
import Testing

@testable import CRMPlugin

@Suite struct PhonesInputTests {
    private func values(_ json: String) throws -> [String: SQLValue] {
        guard case .object(let parts) = try JSONParser.parse(Array(json.utf8)) else { return [:] }
        return try PhonesInput(field: "phones").values(of: parts)
    }

    /// Number, country and calling code of the primary phone.
    private func primary(_ json: String) throws -> [SQLValue?] {
        let values = try values(json)
        return [values["primaryPhoneNumber"], values["primaryPhoneCountryCode"], values["primaryPhoneCallingCode"]]
    }

    @Test(arguments: [
        #"{"primaryPhoneNumber":"+1 415-555-2671"}"#,
        #"{"primaryPhoneNumber":"(415) 555-2671","primaryPhoneCallingCode":"+1"}"#,
        #"{"primaryPhoneNumber":"(415) 555-2671","primaryPhoneCallingCode":"1"}"#,
        #"{"primaryPhoneNumber":"4155552671","primaryPhoneCountryCode":"US"}"#,
        #"{"primaryPhoneNumber":"4155552671","primaryPhoneCountryCode":"us","primaryPhoneCallingCode":"+1"}"#,
        #"{"primaryPhoneNumber":"+14155552671","primaryPhoneCountryCode":"US","primaryPhoneCallingCode":"+1"}"#,
    ])
    func whatIsMissingFollowsFromTheRest(json: String) throws {
        #expect(try primary(json) == [.text("4155552671"), .text("US"), .text("+1")])
    }

    @Test func numberOfNoCountryLeavesItEmpty() throws {
        #expect(try primary(#"{"primaryPhoneNumber":"+800 1234 5678"}"#) == [.text("12345678"), .null, .text("+800")])
    }

    @Test func withoutANumberOnlyWhatIsSentIsWritten() throws {
        #expect(
            try values(#"{"primaryPhoneCallingCode":"33"}"#) == [
                "primaryPhoneCallingCode": .text("+33"), "additionalPhones": .null,
            ])
        #expect(try values("{}") == ["additionalPhones": .null])
        #expect(try primary(#"{"primaryPhoneNumber":""}"#) == [.null, nil, nil])
    }

    @Test(arguments: [
        #"[{"number":"+33 1 23 45 67 89"},{"number":""}]"#,
        #""[{\"number\":\"0123456789\",\"countryCode\":\"FR\",\"callingCode\":\"+33\"}]""#,
    ])
    func additionalPhonesAreReadAlike(list: String) throws {
        let stored = #"[{"number":"123456789","countryCode":"FR","callingCode":"+33"}]"#
        #expect(try values(#"{"additionalPhones":\#(list)}"#)["additionalPhones"] == .text(stored))
    }

    @Test(arguments: [
        (#"{"primaryPhoneNumber":"call me"}"#, "INVALID_PHONE_NUMBER", "Provided phone number is invalid call me"),
        (#"{"primaryPhoneNumber":"555 0100"}"#, "INVALID_PHONE_NUMBER", "Provided phone number is invalid 555 0100"),
        (#"{"primaryPhoneCallingCode":"+x"}"#, "INVALID_PHONE_CALLING_CODE", "Invalid calling code +x"),
        (#"{"primaryPhoneCallingCode":"+999"}"#, "INVALID_PHONE_CALLING_CODE", "Invalid calling code +999"),
        (#"{"primaryPhoneCountryCode":"USA"}"#, "INVALID_PHONE_COUNTRY_CODE", "Invalid country code USA"),
        (#"{"primaryPhoneCountryCode":"ZZ"}"#, "INVALID_PHONE_COUNTRY_CODE", "Invalid country code ZZ"),
        (
            #"{"primaryPhoneCountryCode":"FR","primaryPhoneCallingCode":"+1"}"#, "CONFLICTING_PHONE_CALLING_CODE_AND_COUNTRY_CODE",
            "Provided country code and calling code are conflicting"
        ),
        (
            #"{"primaryPhoneNumber":"+33123456789","primaryPhoneCallingCode":"+1"}"#, "CONFLICTING_PHONE_CALLING_CODE",
            "Provided and inferred calling code are conflicting"
        ),
        (
            #"{"primaryPhoneNumber":"+33123456789","primaryPhoneCountryCode":"US"}"#, "CONFLICTING_PHONE_COUNTRY_CODE",
            "Provided and inferred country code are conflicting"
        ),
        (#"{"additionalPhones":[{"number":"x"}]}"#, "INVALID_PHONE_NUMBER", "Provided phone number is invalid x"),
    ])
    func contradictionIsRefusedWithItsCode(json: String, code: String, message: String) {
        let error = #expect(throws: CRMError.self) { try values(json) }
        #expect(error?.innerCode == code)
        #expect(error?.message == message)
    }
}
