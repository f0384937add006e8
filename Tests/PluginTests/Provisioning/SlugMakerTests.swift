import Contracts
import Testing

@testable import ProvisioningPlugin

@Suite struct SlugMakerTests {
    private let maker = SlugMaker(cryptography: CountingCryptography())

    @Test(arguments: [
        ("Acme Corporation", "acme-corporation"), ("  Müller & Söhne  GmbH ", "muller-sohne-gmbh"), ("Ünïcödé", "unicode"),
        ("Đặng Thị Ngọc", "dang-thi-ngoc"), ("Straße 7", "strasse-7"), ("O'Neill’s", "oneills"), ("ŁÓDŹ", "lodz"),
        ("Cafe\u{301} de\u{301}compose\u{301}", "cafe-decompose"), ("Ærø", "aero"),
        ("--Hyphens---everywhere--", "hyphens-everywhere"),
        ("🚀 Rocket 🚀 Labs 🚀", "rocket-labs"),
    ])
    func latinLettersBecomeASCII(name: String, slug: String) {
        #expect(maker.slug(for: name).description == slug)
    }

    @Test(arguments: ["شركة الاتصالات", "北京科技有限公司", "🚀🔥", "ООО Ромашка", "!!", "A"])
    func otherScriptsGetARandomSlug(name: String) {
        let slug = maker.slug(for: name).description
        #expect(slug.hasPrefix("org-") && slug.utf8.count == "org-".utf8.count + 5)
    }

    @Test(arguments: ["Admin", "WWW", "api", "Mail"])
    func reservedWordsAreAvoided(name: String) {
        let slug = maker.slug(for: name)
        #expect(slug.description.hasPrefix(name.lowercased() + "-") && !ReservedSlugs.contains(slug))
    }

    @Test func longNamesAreCutWithoutAHyphenAtTheEnd() {
        let name = String(repeating: "a", count: 39) + " b"
        #expect(maker.slug(for: name).description == String(repeating: "a", count: 39))
    }

    @Test func alternativesDifferFromEachOther() {
        #expect(maker.alternative(for: "Acme") != maker.alternative(for: "Acme"))
    }

    @Test func alternativesKeepWithinTheLimit() {
        let slug = maker.alternative(for: String(repeating: "long name ", count: 25))
        #expect(slug.description.hasPrefix("long-name-long-name"))
    }

    @Test(arguments: ["xn--mller-kva", "ab--cd", "admin", "7528809e-a185-45c1-86ec-816d765f3059"])
    func anExplicitSlugMayNotPassForAnotherName(text: String) throws {
        #expect(ReservedSlugs.contains(try #require(Slug(text))))
    }
}
