extension CronExpression {
    /// The line as a phrase; nil when it would be a long one.
    ///
    /// - Returns: the phrase, and whether the time zone makes a difference to it.
    func words(dayOr: Bool) -> (text: String, dependsOnZone: Bool)? {
        guard seconds == 1, years == nil, let days = dayWords(dayOr: dayOr) else { return nil }
        if let frequency = frequencyWords {
            return days.isEmpty
                ? (frequency.text, frequency.dependsOnZone) : ("\(frequency.text), \(days)", true)
        }
        guard let times = clockWords else { return nil }
        return ("\(days.isEmpty ? "every day" : days) at \(times)", true)
    }

    /// What repeats inside a day: `every 10 minutes`, `at minute 5 of every hour`, `every 2 hours`.
    private var frequencyWords: (text: String, dependsOnZone: Bool)? {
        let minuteList = minutes.places
        let hourList = hours.places
        if hourList.count == 24 {
            if let step = CronExpression.step(minuteList, around: 60) {
                return (step == 1 ? "every minute" : step == 60 ? "every hour" : "every \(step) minutes", false)
            }
            guard minuteList.count <= 4 else { return nil }
            let word = minuteList.count == 1 ? "minute" : "minutes"
            return ("at \(word) \(CronExpression.list(minuteList.map(String.init))) of every hour", false)
        }
        guard hourList.count > 1, minuteList.count == 1, let step = CronExpression.step(hourList, around: 24), step < 12
        else {
            return nil
        }
        let minute = minuteList[0] == 0 ? "" : " at minute \(minuteList[0])"
        return ("every \(step) hours\(minute)", true)
    }

    /// `09:00 and 17:30`, for at most four times.
    private var clockWords: String? {
        let times = hours.places.flatMap { hour in minutes.places.map { (hour, $0) } }
        guard times.count <= 4 else { return nil }
        return CronExpression.list(
            times.map { hour, minute in "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)" })
    }

    /// The days: empty for every day, nil for what is not said shortly.
    private func dayWords(dayOr: Bool) -> String? {
        let allMonths = months.places.count == 12
        switch (anyDay, anyWeekday && weekdays.ordinals.isEmpty) {
        case (true, true): return allMonths ? "" : nil
        case (true, false): return allMonths ? weekdayWords : nil
        case (false, true): return monthDayWords
        case (false, false): return nil
        }
    }

    private var weekdayWords: String? {
        let names = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
        if let ordinal = weekdays.ordinals.first {
            guard weekdays.ordinals.count == 1 else { return nil }
            let number = ordinal.number.map(CronExpression.ordinal) ?? "last"
            return "on the \(number) \(names[ordinal.weekday]) of every month"
        }
        let days = weekdays.values.sorted()
        if days == [1, 2, 3, 4, 5] { return "Monday to Friday" }
        // The week ends with Sunday for a reader.
        let ordered = days.filter { $0 > 0 } + days.filter { $0 == 0 }
        return "every " + CronExpression.list(ordered.map { names[$0] })
    }

    private var monthDayWords: String? {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November",
            "December",
        ]
        let chosen = days.values.sorted()
        let months = months.places
        if months.count == 12 {
            guard chosen.count + (days.hasLast ? 1 : 0) <= 4 else { return nil }
            if chosen.isEmpty { return "on the last day of every month" }
            let word = chosen.count == 1 && !days.hasLast ? "day" : "days"
            let items = chosen.map(String.init) + (days.hasLast ? ["the last"] : [])
            return "on \(word) \(CronExpression.list(items)) of every month"
        }
        guard months.count == 1, chosen.count == 1, !days.hasLast else { return nil }
        return "every year on \(names[months[0] - 1]) \(chosen[0])"
    }

    /// The distance of values that go round in equal steps from 0.
    private static func step(_ values: [Int], around size: Int) -> Int? {
        guard values.first == 0, size % values.count == 0 else { return nil }
        let step = size / values.count
        return values.enumerated().allSatisfy { $0.element == $0.offset * step } ? step : nil
    }

    private static func list(_ items: [String]) -> String {
        items.count < 2 ? items.joined() : items.dropLast().joined(separator: ", ") + " and " + items[items.count - 1]
    }

    private static func ordinal(_ number: Int) -> String { ["1st", "2nd", "3rd", "4th", "5th"][number - 1] }
}

extension UInt64 {
    /// The places of the set bits, ascending.
    fileprivate var places: [Int] { (0..<64).filter { self & 1 << UInt64($0) != 0 } }
}
