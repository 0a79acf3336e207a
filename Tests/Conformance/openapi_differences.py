"""In what Rigel's OpenAPI document differs from that of Prefect 3.8.8, each with its reason. Every line must still be true."""

# A later piece of work of their own.
LATER = ("/events", "/automations", "/templates")

# Operations that Rigel does not have yet. A line that has come true fails the test: take it out.
NOT_YET: set[str] = set()

# What Rigel has and 3.8.8 does not: its own, and what older clients call.
OWN: set[str] = {
    "GET /admin/services",
    "POST /admin/database/clear",
    "POST /admin/database/drop",
    "POST /admin/database/create",
    "GET /flow_runs/{}/blockers",
    "POST /flow_run_notification_policies/",
    "POST /flow_run_notification_policies/filter",
    "GET /flow_run_notification_policies/{}",
    "PATCH /flow_run_notification_policies/{}",
    "DELETE /flow_run_notification_policies/{}",
    "POST /deployments/{}/set_schedule_active",
    "POST /deployments/{}/set_schedule_inactive",
    "GET /v2/concurrency_limits/{}/holders",
    "GET /openapi.json",
    "POST /experimental/work_pools/",
    "POST /experimental/work_pools/filter",
    "GET /experimental/work_pools/{}",
    "PATCH /experimental/work_pools/{}",
    "DELETE /experimental/work_pools/{}",
    "POST /experimental/work_pools/{}/get_scheduled_flow_runs",
    "POST /experimental/work_pools/{}/queues",
    "POST /experimental/work_pools/{}/queues/filter",
    "GET /experimental/work_pools/{}/queues/{}",
    "PATCH /experimental/work_pools/{}/queues/{}",
    "DELETE /experimental/work_pools/{}/queues/{}",
    "POST /experimental/work_pools/{}/workers/filter",
    "POST /experimental/work_pools/{}/workers/heartbeat",
}

TEXT_FOR_ID = "any text leads there, to be refused as no UUID; a name that ends in id would lead nowhere"

# Parameters and members that are otherwise: the difference as the test words it, and why.
MEANT: dict[str, str] = {
    "GET /flow_runs/{}/input/{}: 200 has no body": "both servers answer text and not JSON",
    "GET /flow_runs/{}/logs/download: 200 has no body": "both servers answer a table and not JSON",
    "POST /block_documents/filter: body.sort does not take null": "null is as good as nothing for all parameters in a body",
    **{
        f"{operation}: body.{member}": "the real server checks the same and does not say so"
        for operation, member in (
            ("PATCH /variables/name/{}", "name must match ^[a-z0-9-_]*$"), ("PATCH /variables/{}", "name must match ^[a-z0-9-_]*$"),
            ("POST /variables/", "name must match ^[a-z0-9-_]*$"), ("POST /artifacts/", "key must match ^[a-z0-9-]*$"))
    },
    "POST /artifacts/: 200 is never answered": "the real server answers 201 and says 200",
    "POST /artifacts/latest/filter: answer[].key may be null": "declared as the key of any artifact; here it never is",
    "POST /block_types/: body.slug must match ^[a-z0-9-]*$": "the real server checks the same and does not say so",
    "POST /deployments/: body.name must match ^[^/%&><]*$": "the real server checks the same and does not say so",
    "POST /v2/concurrency_limits/leases/{}/renew: the path parameter lease is added": TEXT_FOR_ID,
    "POST /v2/concurrency_limits/leases/{}/renew: the path parameter lease_id is missing": TEXT_FOR_ID,
    **{
        f"POST /task_runs/paginate: answer.results[].{member} is added": "the real server answers it and does not say so"
        for member in (
            "cache_expiration", "cache_key", "dynamic_key", "expected_start_time", "flow_run_run_count", "labels",
            "next_scheduled_start_time", "run_count", "state_name", "state_type")
    },
}
