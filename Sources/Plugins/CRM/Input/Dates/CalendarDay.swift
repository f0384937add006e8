/// A day of the Gregorian calendar in the years 1 to 9999.
struct CalendarDay: Equatable, CustomStringConvertible {
    let year: Int
    let month: Int
    let day: Int

    /// Nil for a day that the calendar does not have.
    init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(ofMonth: month, year: year) else {
            return nil
        }
        (self.year, self.month, self.day) = (year, month, day)
    }

    init?(_ reader: inout DateReader) {
        guard let first = reader.takeNumber() else {
            guard let month = reader.takeMonthName(), reader.takeSpaces(), let day = reader.takeNumber(), day.digits <= 2 else {
                return nil
            }
            _ = reader.take(",")
            guard reader.takeSpaces(), let year = reader.takeNumber(), year.digits == 4 else { return nil }
            self.init(year: year.value, month: month, day: day.value)
            return
        }
        switch first.digits {
        case 8: self.init(year: first.value / 10_000, month: first.value / 100 % 100, day: first.value % 100)
        case 4: self.init(year: first.value, &reader)
        case 1, 2: self.init(leading: first.value, &reader)
        default: return nil
        }
    }

    /// `2026-03-09`
    var description: String { "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))" }

    /// What follows the year in `2026-03-09` and `2026/3/9`.
    private init?(year: Int, _ reader: inout DateReader) {
        let isISO = reader.take("-")
        guard isISO || reader.take("/"), let month = reader.takeNumber(), reader.take(isISO ? "-" : "/"),
            let day = reader.takeNumber(), isISO ? month.digits == 2 && day.digits == 2 : month.digits <= 2 && day.digits <= 2
        else { return nil }
        self.init(year: year, month: month.value, day: day.value)
    }

    /// What follows the first number in `03/09/2026` and `9 March 2026`.
    private init?(leading: Int, _ reader: inout DateReader) {
        let isMonthFirst = reader.take("/")
        if isMonthFirst {
            guard let day = reader.takeNumber(), day.digits <= 2, reader.take("/"), let year = reader.takeNumber(), year.digits == 4
            else { return nil }
            self.init(year: year.value, month: leading, day: day.value)
        } else {
            guard reader.takeSpaces(), let month = reader.takeMonthName(), reader.takeSpaces(), let year = reader.takeNumber(),
                year.digits == 4
            else { return nil }
            self.init(year: year.value, month: month, day: leading)
        }
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Int {
    /// In decimal, with zeros in front up to `width` digits.
    func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
