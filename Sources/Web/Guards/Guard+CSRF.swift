import Core
import JSON

extension Guard {
    /// Where the server asks for tokens (`RIGEL_CSRF_PROTECTION`), every change through the API shows the one that its client
    /// got from `GET /api/csrf-token`. The forms of the pages have tokens of their own, always.
    static let csrfToken = Guard { app, request in
        guard app.settings.csrfTokenLifetime != nil, changes.contains(request.method), !app.isForPeople(request) else {
            return
        }
        guard let token = request.headers["Prefect-Csrf-Token"] else { throw Failure.forbidden("Missing CSRF token.") }
        guard let client = request.headers["Prefect-Csrf-Client"] else {
            throw Failure.forbidden("Missing client identifier.")
        }
        guard let known = try app.storage.read({ try $0.csrfToken(of: client, at: request.now) }),
            Secrecy.areEqual(token, known)
        else { throw Failure.forbidden("Invalid CSRF token or client identifier.") }
    }

    private static let changes: Set<Request.Method> = [.post, .put, .patch, .delete]
}

extension App {
    /// `GET /api/csrf-token`: a new token for a client. Where none is asked for, 422 tells clients to do without.
    func csrfToken(_ call: Call) throws -> Response {
        let client = try call.required(.client)
        guard let lifetime = settings.csrfTokenLifetime else {
            throw Failure.unprocessable("CSRF protection is disabled.")
        }
        let now = call.request.now
        let token = CSRFToken(text: effects.unguessable(digits: 64), client: client, expiration: now + lifetime)
        let id = effects.newID(at: now)
        return try storage.write { tx in
            try tx.renewCSRFToken(token, id: id, at: now)
            return try .found(.ok, "Not Found") { try tx.writeCSRFToken(of: client, into: &$0) }
        }
    }
}
