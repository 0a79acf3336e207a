import Testing

@testable import Core

@Suite struct RunProgressTests {
    private func after(_ types: [StateType]) -> RunProgress {
        var progress = RunProgress()
        var previous: State?
        for (minute, type) in types.enumerated() {
            var state = Given.state(type, at: Given.now + .minutes(Int64(minute)))
            if type == .scheduled { state.details.scheduledTime = Given.now + .hours(1) }
            progress.enter(state, after: previous)
            previous = state
        }
        return progress
    }

    @Test func `a scheduled run is expected at its time, until it leaves that state`() {
        #expect(after([.scheduled]).expectedStartTime == Given.now + .hours(1))
        #expect(after([.scheduled]).nextScheduledStartTime == Given.now + .hours(1))
        #expect(after([.scheduled, .pending]).nextScheduledStartTime == nil)
        #expect(after([.scheduled, .pending]).expectedStartTime == Given.now + .hours(1))
        #expect(after([.pending]).expectedStartTime == Given.now)
    }

    @Test func `only time in running states is run time`() {
        let progress = after([.pending, .running, .paused, .running, .completed])
        #expect(progress.totalRunTime == .minutes(2))
        #expect(progress.runCount == 2)
        #expect(progress.startTime == Given.now + .minutes(1))
        #expect(progress.endTime == Given.now + .minutes(4))
    }

    @Test func `a run that never ran starts and ends at once, and one that runs again is not over`() {
        let over = after([.pending, .crashed])
        #expect(over.startTime == over.endTime)
        #expect(over.runCount == 0)
        #expect(after([.running, .failed, .running]).endTime == nil)
        #expect(after([.running, .failed, .cancelled]).endTime == Given.now + .minutes(1))
    }

    @Test func `a flow run that resumes is not counted again`() {
        var progress = after([.running, .paused])
        progress.enter(Given.state(.running), after: Given.state(.paused), isResuming: true)
        #expect(progress.runCount == 1)
    }
}
