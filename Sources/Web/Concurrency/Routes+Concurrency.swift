extension Routes {
    static let concurrency: [Route] = [
        Route("POST /api/v2/concurrency_limits/", App.createLimit),
        Route("POST /api/v2/concurrency_limits/filter", App.filterLimits),
        Route("POST /api/v2/concurrency_limits/increment", App.takeSlots),
        Route("POST /api/v2/concurrency_limits/decrement", App.giveSlotsBack),
        Route("POST /api/v2/concurrency_limits/increment-with-lease", App.leaseSlots),
        Route("POST /api/v2/concurrency_limits/decrement-with-lease", App.endLease),
        Route("POST /api/v2/concurrency_limits/leases/{lease}/renew", App.renewLease),
        Route("GET /api/v2/concurrency_limits/{id_or_name}", App.readLimit),
        Route("PATCH /api/v2/concurrency_limits/{id_or_name}", App.updateLimit),
        Route("DELETE /api/v2/concurrency_limits/{id_or_name}", App.deleteLimit),
        Route("GET /api/v2/concurrency_limits/{id_or_name}/holders", App.listHolders),
        Route("POST /api/concurrency_limits/", App.createTagLimit),
        Route("POST /api/concurrency_limits/filter", App.filterTagLimits),
        Route("POST /api/concurrency_limits/increment", App.takeTagSlots),
        Route("POST /api/concurrency_limits/decrement", App.giveTagSlotsBack),
        Route("GET /api/concurrency_limits/tag/{tag}", App.readLimitOfTag),
        Route("DELETE /api/concurrency_limits/tag/{tag}", App.deleteLimitOfTag),
        Route("POST /api/concurrency_limits/tag/{tag}/reset", App.resetTagLimit),
        Route("GET /api/concurrency_limits/{id}", App.readTagLimit),
        Route("DELETE /api/concurrency_limits/{id}", App.deleteTagLimit),
    ]
}
