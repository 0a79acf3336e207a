import Core

extension App {
    /// `GET /api/openapi.json` and `GET /openapi.json`: the description of the API.
    func readOpenAPI(_ call: Call) throws -> Response {
        let content = openAPI.content
        var headers = Headers()
        headers["ETag"] = content.tag
        headers["Cache-Control"] = "no-cache"
        if call.request.headers["If-None-Match"]?.contains(content.tag) == true {
            return Response(.notModified, headers: headers)
        }
        headers["Content-Type"] = "application/json"
        return Response(.ok, headers: headers, body: content.bytes)
    }

    /// Where other tools look for the page: it is at `/docs`.
    func showDocsElsewhere(_ call: Call) throws -> Response {
        var response = Response(.temporaryRedirect)
        response.headers["Location"] = settings.basePath + "/docs"
        return response
    }
}

extension Routes {
    static let openAPI: [Route] = [
        Route("GET /api/openapi.json", App.readOpenAPI, "Read this description", gives: .json(.map(.any)), for: .rigel),
        Route("GET /openapi.json", App.readOpenAPI),
        Route("GET /docs", App.showDocs),
        Route("GET /api/docs", App.showDocsElsewhere),
        Route("GET /redoc", App.showDocsElsewhere),
        Route("GET /api/redoc", App.showDocsElsewhere),
    ]
}
