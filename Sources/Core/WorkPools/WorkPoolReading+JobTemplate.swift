extension WorkPoolReading {
    /// What the jobs of a pool take. There are no block documents yet that its defaults could refer to.
    public func jobTemplate(of pool: WorkPoolFacts) -> JobTemplate { JobTemplate(pool.baseJobTemplate) }
}
