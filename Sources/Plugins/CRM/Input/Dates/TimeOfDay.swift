/// A time of day to the millisecond.
struct TimeOfDay: Equatable, CustomStringConvertible {
    let hour: Int
    let minute: Int
    let second: Int
    let millisecond: Int

    static let midnight = TimeOfDay(hour: 0, minute: 0, second: 0, millisecond: 0)

    /// `08:15`, `08:15:30`, `08:15:30.250`, or `8:15 PM`; what is finer than a millisecond is cut off.
    init?(_ reader: inout DateReader) {
        guard let hour = reader.takeNumber(), hour.digits <= 2, reader.take(":"), let minute = reader.takeNumber(),
            minute.digits == 2
        else { return nil }
        var second = 0
        var millisecond = 0
        if reader.take(":") {
            guard let number = reader.takeNumber(), number.digits == 2 else { return nil }
            second = number.value
            if reader.take(".") {
                guard let fraction = reader.takeMilliseconds() else { return nil }
                millisecond = fraction
            }
        }
        guard minute.value < 60, second < 60 else { return nil }
        let half = reader.takeHalfOfDay()
        // Two digits of an hour without a half of the day, as ISO 8601 has them.
        guard let half else {
            guard hour.digits == 2, hour.value < 24 else { return nil }
            self.init(hour: hour.value, minute: minute.value, second: second, millisecond: millisecond)
            return
        }
        guard (1...12).contains(hour.value) else { return nil }
        self.init(
            hour: hour.value % 12 + (half == .afternoon ? 12 : 0), minute: minute.value, second: second, millisecond: millisecond)
    }

    private init(hour: Int, minute: Int, second: Int, millisecond: Int) {
        (self.hour, self.minute, self.second, self.millisecond) = (hour, minute, second, millisecond)
    }

    /// `08:15:30.250`
    var description: String {
        "\(hour.padded(to: 2)):\(minute.padded(to: 2)):\(second.padded(to: 2)).\(millisecond.padded(to: 3))"
    }
}
