import JSON

/// The kinds of worker that the client's own package brings, with the variables each takes.
///
/// The members are those that the client's process worker reads from a flow run's job configuration.
enum WorkerTypes {
    /// `collections/views/aggregate-worker-metadata`: package, then type.
    static let view: JSONValue = ["prefect": ["process": process]]

    private static let process: JSONValue = [
        "type": "process",
        "display_name": "Process",
        "description": "Runs each flow run as a process on the machine of the worker.",
        // Prefect's own UI offers only types that have a logo.
        "documentation_url": "https://docs.prefect.io/latest/api-ref/prefect/workers/process/",
        "logo_url":
            "https://cdn.sanity.io/images/3ugk85nk/production/356e6766a91baf20e1d08bbe16e8b5aaef4d8643-48x48.png",
        "install_command": "pip install prefect",
        "is_beta": false,
        "default_base_job_configuration": [
            "job_configuration": [
                "command": "{{ command }}",
                "env": "{{ env }}",
                "labels": "{{ labels }}",
                "name": "{{ name }}",
                "stream_output": "{{ stream_output }}",
                "working_dir": "{{ working_dir }}",
            ],
            "variables": [
                "type": "object",
                "properties": [
                    "name": text("Name", "What the process is called, in its own words."),
                    "env": map("Environment Variables", "Variables that the process gets beside the worker's own."),
                    "labels": map("Labels", "Labels that the process gets."),
                    "command": text("Command", "What to start instead of the usual command; rarely needed."),
                    "stream_output": [
                        "title": "Stream Output", "type": "boolean", "default": true,
                        "description": "Whether the worker shows what the process prints.",
                    ],
                    "working_dir": [
                        "title": "Working Directory",
                        "anyOf": [["type": "string", "format": "path"], ["type": "null"]],
                        "description": "The folder in which the process starts; a temporary one when there is none.",
                    ],
                ],
            ],
        ],
    ]

    private static func text(_ title: JSONValue, _ description: JSONValue) -> JSONValue {
        ["title": title, "anyOf": [["type": "string"], ["type": "null"]], "description": description]
    }

    private static func map(_ title: JSONValue, _ description: JSONValue) -> JSONValue {
        [
            "title": title, "type": "object",
            "additionalProperties": ["anyOf": [["type": "string"], ["type": "null"]]],
            "description": description,
        ]
    }
}
