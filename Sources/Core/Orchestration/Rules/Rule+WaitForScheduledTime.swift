extension Rule {
    /// No run begins before its time, by the clock of the server.
    static let waitForScheduledTime = Rule(from: [.scheduled, .pending], to: [.running]) { transition, _, _ in
        guard let start = transition.initial?.details.scheduledTime else { return .pass }
        let delay = (start - transition.now).microseconds
        // To the nearest second; a half goes down.
        let seconds = delay.flooredDivision(by: 1_000_000) + (delay.flooredRemainder(by: 1_000_000) > 500_000 ? 1 : 0)
        guard seconds > 0 else { return .pass }
        return Ruling(.wait(seconds: seconds, reason: "Scheduled time is in the future"))
    }
}

extension Int64 {
    fileprivate func flooredRemainder(by divisor: Int64) -> Int64 { ((self % divisor) + divisor) % divisor }
    fileprivate func flooredDivision(by divisor: Int64) -> Int64 { (self - flooredRemainder(by: divisor)) / divisor }
}
