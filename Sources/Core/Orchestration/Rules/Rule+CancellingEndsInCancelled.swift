extension Rule {
    /// A flow run that is being cancelled can only become cancelled.
    static let cancellingEndsInCancelled = Rule(
        from: [.cancelling], to: Set(StateType.allCases).subtracting([.cancelled])
    ) { _, _, _ in
        .reject(nil, reason: "Cannot transition flows that are cancelling to a state other than Cancelled.")
    }
}
