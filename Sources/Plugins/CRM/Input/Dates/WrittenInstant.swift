/// A day, and perhaps a time of it, read from one of the spellings that clients use; to PostgreSQL it always goes as ISO 8601.
///
/// Taken are ISO 8601 with a `T` or a space before the time, to the minute or finer, with an offset or without one, which then
/// is UTC; `yyyyMMdd`; and `yyyy/MM/dd`, `MM/dd/yyyy`, `MMM d, yyyy` and `d MMM yyyy`, with a time behind them or not.
struct WrittenInstant: Equatable {
    let day: CalendarDay
    let time: TimeOfDay
    /// Minutes that the clock is ahead of UTC.
    let offset: Int

    /// Nil for what is in none of the spellings or names no day of the calendar.
    init?(_ text: String) {
        // The longest spelling, with weekday-less month names and all, is far below this.
        guard text.utf8.count <= 64 else { return nil }
        var reader = DateReader(text)
        guard let day = CalendarDay(&reader) else { return nil }
        self.day = day
        guard !reader.isAtEnd else {
            (time, offset) = (.midnight, 0)
            return
        }
        guard reader.takeTimeSeparator(), let time = TimeOfDay(&reader) else { return nil }
        self.time = time
        guard let offset = reader.isAtEnd ? 0 : reader.takeOffset(), reader.isAtEnd else { return nil }
        self.offset = offset
    }

    /// `2026-03-09T08:15:30.250+02:00`: what JavaScript's instants hold, so milliseconds and no finer.
    var instant: String {
        guard offset != 0 else { return "\(day)T\(time)Z" }
        let (hours, minutes) = abs(offset).quotientAndRemainder(dividingBy: 60)
        return "\(day)T\(time)\(offset < 0 ? "-" : "+")\(hours.padded(to: 2)):\(minutes.padded(to: 2))"
    }
}
