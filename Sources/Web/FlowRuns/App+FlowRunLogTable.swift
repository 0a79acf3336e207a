import Core

extension App {
    /// `GET /api/flow_runs/{id}/logs/download`: all log lines of a run as a table (RFC 4180), oldest first.
    func downloadFlowRunLogs(_ call: Call) throws -> Response {
        let id = try call.id()
        guard let name = try storage.read({ try $0.flowRunName(id) }) else {
            throw Failure.notFound("Flow run not found")
        }
        var headers = Headers()
        headers["Content-Type"] = "text/csv; charset=utf-8"
        headers["Content-Disposition"] =
            "attachment; filename=\"flow-run-logs.csv\"; filename*=UTF-8''"
            + PercentCoding.encode("\(name)-logs.csv")
        var response = Response(
            .ok, headers: headers, body: Array("timestamp,level,flow_run_id,task_run_id,message\r\n".utf8))
        response.rest = LogTable(storage: storage, flowRun: id)
        return response
    }
}

/// The lines of the table, some at a time: a run may have more than fit into memory, and a slow client holds no snapshot.
private struct LogTable: BodyPieces {
    private static let pieceLines = 500

    let storage: any Storage
    let flowRun: ID
    private var place: LogView.Position?
    private var isAtEnd = false

    init(storage: any Storage, flowRun: ID) {
        self.storage = storage
        self.flowRun = flowRun
    }

    mutating func next() throws -> [UInt8]? {
        guard !isAtEnd else { return nil }
        let (flowRun, place) = (flowRun, place)
        let lines = try storage.read { try $0.logs(ofFlowRun: flowRun, after: place, limit: LogTable.pieceLines) }
        isAtEnd = lines.count < LogTable.pieceLines
        self.place = lines.last?.0
        var table: [UInt8] = []
        for (_, log) in lines { table.append(log) }
        return table
    }
}

extension [UInt8] {
    /// A line of the table, its times as Python prints them.
    fileprivate mutating func append(_ log: Log) {
        log.timestamp.appendAsPythonText(to: &self)
        self += ",\(log.level),".utf8
        log.flowRunID?.append(to: &self)
        append(UInt8(ascii: ","))
        log.taskRunID?.append(to: &self)
        append(UInt8(ascii: ","))
        append(cell: log.message)
        self += "\r\n".utf8
    }

    /// A text, between quotes where it holds what separates cells.
    private mutating func append(cell text: String) {
        guard text.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else {
            self += text.utf8
            return
        }
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { append(byte) }
            append(byte)
        }
        append(UInt8(ascii: "\""))
    }
}

extension Timestamp {
    /// `2030-01-01 00:00:00.500000+00:00`, without the fraction where that is nought.
    fileprivate func appendAsPythonText(to text: inout [UInt8]) {
        let start = text.count
        append(to: &text)
        text[start + 10] = UInt8(ascii: " ")
        text.removeLast()
        text += "+00:00".utf8
    }
}
