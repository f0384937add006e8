import Contracts
import Testing

@testable import CRMPlugin

@Suite struct DateGroupingTests {
    @Test(arguments: [("MONDAY", 0), ("TUESDAY", 6), ("SATURDAY", 2), ("SUNDAY", 1)])
    func weeksAreShiftedToMondays(day: String, days: Int) {
        #expect(WeekDay(rawValue: day)?.daysToMonday == days)
    }

    @Test(arguments: ["Europe/Paris", "UTC", "America/Argentina/Buenos_Aires", "Asia/Calcutta", "Etc/GMT+3", "EST5EDT"])
    func namesOfTheDatabaseAreTimeZones(name: String) {
        #expect(TimeZoneNames.contains(name))
    }

    @Test(arguments: ["", " ", "europe/paris", "UTC+3", "FOO5BAR", "+02:00", "Europe", "Factory", "Europe/Paris'; --"])
    func nothingElseIsOne(name: String) {
        #expect(!TimeZoneNames.contains(name))
    }

    @Test func aTimeZoneIsBound() {
        let grouping = DateGrouping(granularity: .month, timeZone: "Europe/Paris", weekStart: .monday)
        let expression = grouping.expression(of: "\"c\"")
        #expect(expression.text == #"date_trunc('month', ("c" AT TIME ZONE $1::text))::date"#)
        #expect(expression.values == [.text("Europe/Paris")])
    }
}
