extension WorkPoolReading {
    /// What the jobs of a pool can be told. There are no block documents yet that its defaults could refer to.
    public func jobVariables(of pool: WorkPoolFacts) -> JobVariables { JobVariables(pool.baseJobTemplate) }
}
