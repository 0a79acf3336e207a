extension CronExpression {
    /// The first wall clock second at or after `wall` that matches; nil when there is none within fifty years.
    ///
    /// Goes from month to month and then straight to the day, hour, minute and second, so a line that never matches
    /// (February 30) ends after 600 months. Fifty years is where croniter gives up.
    func next(from wall: Int, dayOr: Bool) -> Int? {
        let today = wall >= 0 ? wall / 86400 : (wall - 86399) / 86400
        let date = CalendarDate(daysSinceEpoch: today)
        var fromDay = date.day
        if matches(month: date.month, year: date.year),
            dayMask(year: date.year, month: date.month, dayOr: dayOr) & 1 << UInt64(date.day) != 0
        {
            if let second = time(from: wall - today * 86400) { return today * 86400 + second }
        }
        fromDay += 1

        guard let earliest = time(from: 0) else { return nil }
        var (year, month) = (date.year, date.month)
        while year <= min(date.year + 50, 9999) {
            if matches(month: month, year: year) {
                let mask = dayMask(year: year, month: month, dayOr: dayOr) & UInt64.max << UInt64(fromDay)
                if mask != 0 {
                    let day = CalendarDate(year: year, month: month, day: mask.trailingZeroBitCount)
                    return day.daysSinceEpoch * 86400 + earliest
                }
            }
            fromDay = 1
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
        }
        return nil
    }

    private func matches(month: Int, year: Int) -> Bool {
        months & 1 << UInt64(month) != 0 && years?.contains(year) ?? true
    }

    /// The first matching second of a day at or after one.
    private func time(from second: Int) -> Int? {
        guard let hour = hours.bit(from: second / 3600) else { return nil }
        if hour == second / 3600 {
            if let rest = timeInHour(from: second % 3600) { return hour * 3600 + rest }
            guard let later = hours.bit(from: hour + 1), let rest = timeInHour(from: 0) else { return nil }
            return later * 3600 + rest
        }
        return timeInHour(from: 0).map { hour * 3600 + $0 }
    }

    private func timeInHour(from second: Int) -> Int? {
        guard let minute = minutes.bit(from: second / 60), let earliest = seconds.bit(from: 0) else { return nil }
        if minute == second / 60 {
            if let rest = seconds.bit(from: second % 60) { return minute * 60 + rest }
            return minutes.bit(from: minute + 1).map { $0 * 60 + earliest }
        }
        return minute * 60 + earliest
    }
}

extension UInt64 {
    /// The lowest set bit at or above a place.
    func bit(from place: Int) -> Int? {
        guard place < 64 else { return nil }
        let rest = self & UInt64.max << UInt64(place)
        return rest == 0 ? nil : rest.trailingZeroBitCount
    }
}
