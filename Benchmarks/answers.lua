-- For wrk: what to send comes from variables, and the result goes out as one line of JSON.
wrk.method = os.getenv("BENCH_METHOD")
wrk.body = os.getenv("BENCH_BODY")
wrk.headers["Content-Type"] = "application/json"

function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format(
        '\n{"seconds": %f, "answers": %d, "refused": %d, "broken": %d, "p50": %f, "p99": %f}\n',
        summary.duration / 1e6, summary.requests, errors.status,
        errors.connect + errors.read + errors.write + errors.timeout,
        latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
