import Testing

/// A path by which specimens can be filtered and ordered, and what the lower and the higher records have there.
struct SpecimenColumn: Sendable, CustomTestStringConvertible {
    let path: String
    /// As refusals name it.
    let type: String
    let low: String
    let high: String

    var testDescription: String { path }

    /// Columns whose values have an order.
    static let ordered = parse(
        """
        text                            | TEXT      | apple                | banana
        fullName.firstName              | TEXT      | Ada                  | Bob
        fullName.lastName               | TEXT      | Byron                | Cole
        mails.primaryEmail              | TEXT      | a@example.com        | bob@example.org
        phone.primaryPhoneNumber        | TEXT      | 30111111             | 312345678
        phone.primaryPhoneCountryCode   | TEXT      | DE                   | JP
        phone.primaryPhoneCallingCode   | TEXT      | +49                  | +81
        site.primaryLinkLabel           | TEXT      | Alpha                | Beta
        site.primaryLinkUrl             | TEXT      | https://a.example    | https://b.example
        price.currencyCode              | TEXT      | EUR                  | USD
        place.addressStreet1            | TEXT      | A Street 1           | B Road 2
        place.addressStreet2            | TEXT      | A 2                  | B 3
        place.addressCity               | TEXT      | Aachen               | Bonn
        place.addressPostcode           | TEXT      | 10001                | 20002
        place.addressState              | TEXT      | Alabama              | Bavaria
        place.addressCountry            | TEXT      | Austria              | Brazil
        writer.name                     | TEXT      | Ann                  | Ben
        essay.markdown                  | TEXT      | A word               | B text
        company.name                    | TEXT      | Acme                 | Bolt
        company.domainName.primaryLinkUrl | TEXT    | https://acme.example | https://bolt.example
        company.address.addressCity     | TEXT      | Ankara               | Berlin
        count                           | NUMBER    | 1                    | 2
        precise                         | NUMERIC   | 1.5                  | 2.25
        price.amountMicros              | NUMERIC   | 1000000              | 2000000
        place.addressLat                | NUMERIC   | 1.5                  | 3.5
        place.addressLng                | NUMERIC   | -2.5                 | 4.5
        company.annualRevenue.amountMicros | NUMERIC | 1000000             | 2000000
        day                             | DATE      | 2026-01-10           | 2026-02-10
        moment                          | DATE_TIME | 2026-01-10T10:00:00Z | 2026-02-10T10:00:00Z
        company.createdAt               | DATE_TIME | 2026-01-01T00:00:00Z | 2026-02-01T00:00:00Z
        mark                            | UUID      | 10000000-0000-4000-8000-000000000000 | 20000000-0000-4000-8000-000000000000
        writer.workspaceMemberId        | UUID      | 10000000-0000-4000-8000-000000000000 | 20000000-0000-4000-8000-000000000000
        companyId                       | UUID      | 00000000-0000-4000-8000-000000000008 | 00000000-0000-4000-8000-000000000009
        company.id                      | UUID      | 00000000-0000-4000-8000-000000000008 | 00000000-0000-4000-8000-000000000009
        grade                           | SELECT    | LOW                  | HIGH
        stars                           | RATING    | RATING_1             | RATING_2
        writer.source                   | SELECT    | EMAIL                | MANUAL
        """)

    /// Columns that can be told apart at most.
    static let others = parse(
        """
        flag                            | BOOLEAN      | false  | true
        tags                            | MULTI_SELECT | LOW    | HIGH
        words                           | ARRAY        | one    | three
        notions                         | RAW_JSON     | %"a"%  | %"b"%
        papers                          | FILES        | %A p%  | %B p%
        mails.additionalEmails          | RAW_JSON     | %"aa@% | %"bb@%
        phone.additionalPhones          | RAW_JSON     | %112%  | %679%
        site.secondaryLinks             | RAW_JSON     | %"AA"% | %"BB"%
        writer.context                  | RAW_JSON     | %"a"%  | %"b"%
        """)

    private static func parse(_ table: String) -> [SpecimenColumn] {
        table.split(separator: "\n").map { line in
            let cells = line.split(separator: "|").map { String($0.drop { $0 == " " }.trimmingSuffix { $0 == " " }) }
            return SpecimenColumn(path: cells[0], type: cells[1], low: cells[2], high: cells[3])
        }
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while isSurplus: (Character) -> Bool) -> Substring {
        var text = self
        while let last = text.last, isSurplus(last) { text.removeLast() }
        return text
    }
}
