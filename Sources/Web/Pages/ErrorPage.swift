import Core

extension App {
    /// Whether a request comes from a person with a browser rather than from a client of the API.
    func isForPeople(_ request: Request) -> Bool { !(request.path == "/api" || request.path.hasPrefix("/api/")) }

    /// The page that says what went wrong and what to do.
    func errorPage(_ status: Response.Status, _ message: String?, to request: Request) -> Response {
        let (title, advice) = ErrorText.all[status] ?? ("Error \(status.rawValue)", "Go back and try again.")
        var page = show(
            HTMLPage(
                template: "ErrorPage", title: title, section: .none,
                fields: [
                    "status": .text(String(status.rawValue)), "heading": .text(title), "message": .text(message),
                    "advice": .text(advice), "request_id": .text(status.rawValue >= 500 ? request.id : nil),
                ], status: status), to: request)
        // Browsers ask for user and password because of it. Pages of other programs are told without: they ask by themselves.
        if status == .unauthorized { page.headers["WWW-Authenticate"] = "Basic realm=\"Rigel\", charset=\"UTF-8\"" }
        return page
    }
}

/// What each kind of error means to a person.
private enum ErrorText {
    static let all: [Response.Status: (title: String, advice: String)] = [
        .badRequest: ("Not understood", "Go back, load the page again and try once more."),
        .forbidden: ("Refused", "Go back, load the page again and try once more."),
        .notFound: ("Not found", "It may have been deleted, or the address has a mistake in it."),
        .methodNotAllowed: ("Not possible here", "Open the page first and use its buttons."),
        .conflict: ("Contradiction", "Something changed meanwhile. Go back and load the page again."),
        .unauthorized: ("Who are you?", "Reload the page and give the user and password of this server."),
        .unprocessable: ("Not possible", "Go back and change what you entered."),
        .internalError: ("Something broke", "The log of the server says more; look for the request's id."),
        .unavailable: ("Busy", "Try again in a moment."),
    ]
}
