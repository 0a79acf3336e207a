import Core

extension Settings {
    /// How much may be asked for or sent at once, and how long rules have runs wait.
    var bounds: Bounds {
        var bounds = Bounds()
        bounds.rows = Int64(defaultLimit)
        bounds.parameterBytes = parameterLimit
        bounds.cacheKeyLength = cacheKeyLength
        bounds.scheduledRuns = Int64(scheduledRunLimit)
        bounds.graphNodes = graphNodes
        bounds.graphArtifacts = graphArtifacts
        bounds.deploymentLease = .seconds(Int64(deploymentLeaseSeconds))
        bounds.deploymentSlotWait = .seconds(Int64(deploymentWaitSeconds))
        bounds.heartbeatsMissed = Int64(workerHeartbeats)
        bounds.heartbeatInterval = Int64(workerHeartbeatSeconds)
        return bounds
    }
}
