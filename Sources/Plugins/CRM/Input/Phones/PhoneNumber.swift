/// A phone number, read as libphonenumber reads it: whose it is, and what is dialled within its country.
///
/// A number need not be in service or even of a valid form; it must only be possible to tell its calling code.
struct PhoneNumber: Equatable {
    /// Digits without the `+`.
    let callingCode: String
    /// The code of ISO 3166-1; nil where the calling code alone does not say it and the number is none of its regions'.
    let region: String?
    /// The digits after the calling code, without the prefix for calls within the country.
    let nationalNumber: String

    /// Shortest and longest national number (ITU-T E.164, with some that are longer).
    static let lengths = 2...17

    /// - Parameters:
    ///   - region: where a number without `+` is dialled, two capital letters
    ///   - callingCode: the same by its calling code, digits alone
    init?(_ text: String, region: String? = nil, callingCode: String? = nil, plans: NumberingPlans = .world) {
        guard let text = PhoneText(text) else { return nil }
        let home = Self.home(region: region, callingCode: callingCode, plans: plans)
        guard let (code, digits) = Self.split(text, home: home, plans: plans) else { return nil }
        let isHome = code == nil
        let candidates = plans.plans(ofCallingCode: code ?? callingCode ?? home?.callingCode ?? "")
        guard let plan = isHome ? home : candidates.first else { return nil }
        let national = plan.withoutNationalPrefix(digits)
        guard Self.lengths.contains(national.count) else { return nil }
        self.callingCode = code ?? callingCode ?? plan.callingCode
        self.region = Self.region(of: national, among: candidates, preferred: region) ?? (isHome ? region : nil)
        nationalNumber = String(decoding: national.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    }

    private static func home(region: String?, callingCode: String?, plans: NumberingPlans) -> NumberingPlan? {
        if let region { return plans.plan(ofRegion: region) }
        return callingCode.flatMap { plans.plans(ofCallingCode: $0).first }
    }

    /// The calling code that the number itself has, nil when it has none, and what is left of it.
    private static func split(
        _ text: PhoneText, home: NumberingPlan?, plans: NumberingPlans
    ) -> (callingCode: String?, digits: [UInt8])? {
        if text.hasPlus { return international(text.digits, plans: plans) }
        guard let home else { return nil }
        if let abroad = home.withoutInternationalPrefix(text.digits) { return international(abroad, plans: plans) }
        let code = home.callingCode.utf8.map { $0 - UInt8(ascii: "0") }
        guard text.digits.starts(with: code) else { return (nil, text.digits) }
        // Perhaps the calling code without its `+`: so if the number is right only without it, or too long with it.
        let rest = Array(text.digits[code.count...])
        let whole = home.withoutNationalPrefix(text.digits)
        let isOnlyRightWithout =
            !home.general.matchesWhole(whole) && home.general.matchesWhole(home.withoutNationalPrefix(rest))
        return isOnlyRightWithout || home.isTooLong(whole.count) ? (home.callingCode, rest) : (nil, text.digits)
    }

    /// No calling code is the beginning of another one.
    private static func international(_ digits: [UInt8], plans: NumberingPlans) -> (callingCode: String?, digits: [UInt8])? {
        for length in 1...3 where length <= digits.count {
            let code = String(decoding: digits[..<length].map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
            if !plans.plans(ofCallingCode: code).isEmpty { return (code, Array(digits[length...])) }
        }
        return nil
    }

    private static func region(of national: [UInt8], among plans: [NumberingPlan], preferred: String?) -> String? {
        if plans.count == 1 { return plans[0].region }
        guard let preferred else { return plans.first { $0.claims(national) }?.region }
        let claiming = plans.filter { $0.claims(national) }
        // Leading digits settle it; a number whose kind several regions have is the preferred one's.
        return (claiming.first { $0.leadingDigits != nil || $0.region == preferred } ?? claiming.first)?.region
    }
}
