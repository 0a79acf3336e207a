"""The rows of the large database, table by table. `:name` is a number of the world, `n.i` the number of the row."""

from __future__ import annotations

#: A series of row numbers from 0 on, as a table `n`.
SERIES = "(WITH RECURSIVE s(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM s WHERE i < {count} - 1) SELECT i FROM s) AS n"


def rows(count: str) -> str:
    return SERIES.format(count=count)


#: Large primes: numbers that are drawn with two of them know nothing of each other.
PRIMES = (2654435761, 2246822519, 3266489917, 668265263, 374761393, 1640531527, 2869860233)


def chance(row: str, place: int, range: int) -> str:
    """A number below `range` that looks random and is the same every time."""
    return f"((({row}) * {PRIMES[place % len(PRIMES)]} + {place}) >> 9) % {range}"


SMALL = f"""
INSERT INTO flow (id, created, updated, name, tags)
SELECT id(:k_flow, n.i), :begin, :begin, printf('flow-%02d', n.i), json_array('team-' || (n.i % 20)) FROM {rows(":flows")};
INSERT INTO work_pool (id, created, updated, name, type, default_queue_id, status)
SELECT id(:k_pool, n.i), :begin, :begin, 'pool-' || n.i, 'process', id(:k_queue, n.i), 'READY' FROM {rows(":pools")};
INSERT INTO work_queue (id, created, updated, work_pool_id, name, priority)
SELECT id(:k_queue, n.i), :begin, :begin, id(:k_pool, n.i % :pools), CASE WHEN n.i < :pools THEN 'default' ELSE 'queue-' || n.i END,
    1 + n.i / :pools FROM {rows(":queues")};
INSERT INTO deployment (id, created, updated, flow_id, name, tags, parameters, work_queue_id, work_queue_name, status)
SELECT id(:k_deployment, n.i), :begin, :begin, id(:k_flow, n.i % :flows), printf('deployment-%03d', n.i), json_array('prod'),
    '{{"size": 10}}', id(:k_queue, n.i % :queues), (SELECT name FROM work_queue WHERE work_queue.id = id(:k_queue, n.i % :queues)), 'READY'
FROM {rows(":deployments")};
INSERT INTO deployment_schedule (id, created, updated, deployment_id, schedule, next_look)
SELECT id, created, updated, id, '{{"interval": 3600.0, "anchor_date": "2026-01-01T00:00:00Z", "timezone": "UTC"}}', :now FROM deployment;
"""

#: What is drawn for each flow run before its columns are made of it. One in 1,250 of the runs that started still runs, most of them the
#: newest; every tenth run has no deployment; every fiftieth is a subflow of a task of the run before.
DRAWN = f"""
SELECT i, i / 2 * 2 AS pair, {chance("i", 1, 1000)} AS fate, {chance("i", 2, 10_000)} AS rare, i % :deployments AS d,
    {chance("i", 3, 10)} > 0 AS deployed, {chance("i", 4, 50)} = 0 AND i > 0 AND i < :started AS sub,
    {chance("i", 5, 100)} AS adjective, {chance("i", 6, 100)} AS animal, {chance("i", 7, 900)} AS length,
    CASE WHEN i < :started THEN :begin + i * :step
        WHEN i < :started + :late THEN :now - (:started + :late - i) * 10 * :second
        ELSE :now + (i - :started - :late) * 30 * :second END AS expected
FROM {rows(":runs")}
"""

#: The state of a run, from what was drawn.
MARKED = f"""
SELECT *, CASE WHEN i >= :started THEN 'SCHEDULED' WHEN i > :started - 600 THEN 'RUNNING' WHEN i > :started - 700 THEN 'PENDING'
        WHEN rare < 2 THEN 'RUNNING' WHEN rare < 3 THEN 'PAUSED' WHEN rare < 4 THEN 'CANCELLING'
        WHEN fate < 850 THEN 'COMPLETED' WHEN fate < 930 THEN 'FAILED' WHEN fate < 960 THEN 'CRASHED' ELSE 'CANCELLED' END AS type
FROM ({DRAWN})
"""

ENDED = "type IN ('COMPLETED', 'FAILED', 'CRASHED', 'CANCELLED')"
NAMED = """CASE WHEN i >= :started + :late THEN 'Scheduled' WHEN i >= :started THEN 'Late' WHEN type = 'COMPLETED' AND rare < 100 THEN 'Done'
    ELSE upper(substr(type, 1, 1)) || lower(substr(type, 2)) END"""
STARTED = "type NOT IN ('SCHEDULED', 'PENDING')"
TAGS = """CASE WHEN fate % 20 = 0 THEN '[]' WHEN rare < 5 THEN json_array('prod', 'team-' || (d % 20), 'rare') ELSE json_array('prod', 'team-' || (d % 20)) END"""

TABLES = f"""
INSERT INTO flow_run (id, created, updated, name, flow_id, deployment_id, work_queue_id, work_queue_name, flow_version, parameters,
    idempotency_key, tags, labels, parent_task_run_id, run_count, expected_start_time, next_scheduled_start_time, start_time, end_time,
    total_run_time, auto_scheduled, created_by, state_id, state_type, state_name, state_timestamp)
SELECT id(:k_flow_run, i), min(expected, :now) - 60 * :second, min(expected, :now),
    printf('%s-%s', substr('boldcalmdarkeasyfairgladhugeidlejadekeen', 1 + adjective % 10 * 4, 4) || adjective, 'otter' || animal),
    id(:k_flow, d % :flows), CASE WHEN deployed THEN id(:k_deployment, d) END, CASE WHEN deployed THEN id(:k_queue, d % :queues) END,
    CASE WHEN deployed THEN CASE WHEN d % :queues < :pools THEN 'default' ELSE 'queue-' || (d % :queues) END END, 'v' || (i / 100000),
    json_object('name', 'marvin', 'count', i % 1000), CASE WHEN deployed THEN printf('scheduled-%x', i) END, {TAGS},
    '{{"prefect.flow.id": "0197c0de-0000-7000-8000-000000000000"}}', CASE WHEN sub THEN id(:k_task_run, (i - 1) * :tasks) END, {STARTED}, expected,
    CASE WHEN i >= :started THEN expected END, CASE WHEN {STARTED} THEN expected + length % 30 * :second END,
    CASE WHEN {ENDED} THEN expected + (30 + length) * :second END, CASE WHEN {ENDED} THEN (30 + length - length % 30) * :second ELSE 0 END,
    deployed, CASE WHEN deployed THEN '{{"id": "' || text_id(:k_deployment, d) || '", "type": "SCHEDULE"}}' END,
    id(:k_flow_run_state, i), type, {NAMED}, min(:now, expected + CASE WHEN {ENDED} THEN 30 + length ELSE 0 END * :second)
FROM ({MARKED});
INSERT INTO flow_run_state (id, flow_run_id, timestamp, type, name, message)
SELECT state_id, id, state_timestamp, state_type, state_name, CASE state_type WHEN 'FAILED' THEN 'Flow run encountered an exception: ValueError' END
FROM flow_run;
INSERT INTO flow_run_tag (tag, flow_run_id)
SELECT tag.value, flow_run.id FROM flow_run, json_each(flow_run.tags) AS tag ORDER BY 1, 2;
INSERT INTO task_run (id, created, updated, name, flow_run_id, task_key, dynamic_key, tags, task_inputs, run_count, flow_run_run_count,
    expected_start_time, start_time, end_time, total_run_time, state_id, state_type, state_name, state_timestamp)
SELECT id(:k_task_run, n.i), run.created, run.updated, printf('task-%02d-%03x', n.i % 30, n.i % 4096), run.id, 'task-' || (n.i % 30), n.i,
    CASE WHEN n.i % 10 = 0 THEN json_array('db-' || (n.i % 7)) ELSE '[]' END,
    CASE WHEN n.i % :tasks = 0 THEN '{{}}' ELSE
        '{{"x": [{{"input_type": "task_run", "id": "' || text_id(:k_task_run, n.i - 1) || '"}}]}}' END,
    1, 1, run.start_time + n.i % :tasks * :second, run.start_time + n.i % :tasks * :second,
    CASE WHEN run.end_time IS NOT NULL THEN run.start_time + (n.i % :tasks + 1) * :second END, CASE WHEN run.end_time IS NOT NULL THEN :second ELSE 0 END,
    id(:k_task_run_state, n.i), type, upper(substr(type, 1, 1)) || lower(substr(type, 2)), run.state_timestamp
FROM (SELECT i, CASE WHEN r.end_time IS NULL THEN 'RUNNING' WHEN r.state_type = 'FAILED' AND i % :tasks = :tasks - 1 THEN 'FAILED' ELSE 'COMPLETED' END AS type
    FROM {rows(":started * :tasks")} CROSS JOIN flow_run AS r ON r.rowid = i / :tasks + 1 WHERE r.start_time IS NOT NULL) AS n
CROSS JOIN flow_run AS run ON run.rowid = n.i / :tasks + 1;
INSERT INTO task_run (id, created, updated, name, flow_run_id, task_key, dynamic_key, task_inputs, run_count, flow_run_run_count,
    expected_start_time, start_time, end_time, total_run_time, state_id, state_type, state_name, state_timestamp)
SELECT id(:k_task_run, :first + n.i), run.created, run.updated, 'node-' || n.i, run.id, 'node', n.i,
    CASE WHEN n.i < 10 THEN '{{}}' ELSE json_object('x', json_array(
        json_object('input_type', 'task_run', 'id', text_id(:k_task_run, :first + n.i - 1 - n.i % 9)),
        json_object('input_type', 'task_run', 'id', text_id(:k_task_run, :first + n.i - 10)))) END,
    1, 1, run.start_time + n.i * 20000, run.start_time + n.i * 20000, run.start_time + (n.i + 40) * 20000, 800000,
    id(:k_task_run_state, :first + n.i), 'COMPLETED', 'Completed', run.start_time + (n.i + 40) * 20000
FROM {rows("1000")} JOIN flow_run AS run ON run.rowid = :graph + 1;
INSERT INTO task_run_state (id, task_run_id, timestamp, type, name)
SELECT state_id, id, state_timestamp, state_type, state_name FROM task_run;
INSERT INTO task_run_tag (tag, task_run_id)
SELECT tag.value, task_run.id FROM task_run, json_each(task_run.tags) AS tag WHERE task_run.tags <> '[]' ORDER BY 1, 2
"""
