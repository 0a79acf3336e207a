extension Rule {
    /// A client that would not renew the lease of its deployment's slot holds the slot without one, as long as it runs.
    static let oldClientsRenewNoLease = Rule(from: [.pending], to: [.running, .cancelling]) { transition, _, _ in
        guard transition.client?.renewsLeases != true, let lease = transition.initial?.details.deploymentLeaseID else {
            return .pass
        }
        return Ruling(.pass, slots: [.outliveLease(lease)])
    }
}
