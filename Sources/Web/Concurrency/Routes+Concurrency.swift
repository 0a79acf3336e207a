import Core

extension Routes {
    static let concurrency: [Route] = [
        Route(
            "POST /api/v2/concurrency_limits/", App.createLimit, "Make a concurrency limit",
            takes: .body(LimitCreateBody.self), gives: .one(ConcurrencyLimit.createdWire, .created)),
        Route(
            "POST /api/v2/concurrency_limits/filter", App.filterLimits, "List concurrency limits",
            takes: .parameters(PageBody.self), gives: .list(ConcurrencyLimit.wire)),
        Route(
            "POST /api/v2/concurrency_limits/increment", App.takeSlots, "Take slots of limits, of all or of none",
            takes: .parameters(SlotsBody.self), gives: .list(.limitInShort)),
        Route(
            "POST /api/v2/concurrency_limits/decrement", App.giveSlotsBack, "Give slots of limits back",
            takes: .parameters(SlotsReleaseBody.self), gives: .list(.limitInShort)),
        Route(
            "POST /api/v2/concurrency_limits/increment-with-lease", App.leaseSlots, "Take slots of limits for a time",
            takes: .parameters(SlotsLeaseBody.self), gives: .one(.leasedLimits)),
        Route(
            "POST /api/v2/concurrency_limits/decrement-with-lease", App.endLease, "End a lease and give its slots back",
            takes: .parameters(LeaseBody.self), gives: .nothing),
        Route(
            "POST /api/v2/concurrency_limits/leases/{lease}/renew", App.renewLease,
            "Hold the slots of a lease for longer",
            takes: .parameters(LeaseDurationBody.self), gives: .nothing),
        Route(
            "GET /api/v2/concurrency_limits/{id_or_name}", App.readLimit, "Read a concurrency limit",
            gives: .one(ConcurrencyLimit.wire)),
        Route(
            "PATCH /api/v2/concurrency_limits/{id_or_name}", App.updateLimit, "Change a concurrency limit",
            takes: .body(LimitUpdateBody.self), gives: .nothing),
        Route(
            "DELETE /api/v2/concurrency_limits/{id_or_name}", App.deleteLimit, "Delete a concurrency limit",
            gives: .nothing),
        Route(
            "GET /api/v2/concurrency_limits/{id_or_name}/holders", App.listHolders,
            "List who holds the slots of a limit since when",
            gives: .list(ConcurrencySlot.wire), for: .rigel),
        Route(
            "POST /api/concurrency_limits/", App.createTagLimit,
            "Make a limit for a tag, or change the one of that tag",
            takes: .body(TagLimitBody.self), gives: .one(TagLimit.wire, .created, .ok)),
        Route(
            "POST /api/concurrency_limits/filter", App.filterTagLimits, "List the limits for tags",
            takes: .parameters(PageBody.self), gives: .list(TagLimit.wire)),
        Route(
            "POST /api/concurrency_limits/increment", App.takeTagSlots,
            "Take a slot of the limit of each of several tags",
            takes: .parameters(TagSlotsBody.self), gives: .list(.limitInShort)),
        Route(
            "POST /api/concurrency_limits/decrement", App.giveTagSlotsBack, "Give the slots of tags back",
            takes: .parameters(TagSlotsBody.self), gives: .list(.limitInShort)),
        Route(
            "GET /api/concurrency_limits/tag/{tag}", App.readLimitOfTag, "Read the limit for a tag",
            gives: .one(TagLimit.wire)),
        Route(
            "DELETE /api/concurrency_limits/tag/{tag}", App.deleteLimitOfTag, "Delete the limit for a tag",
            gives: .null),
        Route(
            "POST /api/concurrency_limits/tag/{tag}/reset", App.resetTagLimit,
            "Take all slots of a tag from who holds them",
            takes: .parameters(TagLimitResetBody.self), gives: .null),
        Route(
            "GET /api/concurrency_limits/{id}", App.readTagLimit, "Read a limit for a tag by its id",
            gives: .one(TagLimit.wire)),
        Route(
            "DELETE /api/concurrency_limits/{id}", App.deleteTagLimit, "Delete a limit for a tag by its id",
            gives: .null),
    ]
}
