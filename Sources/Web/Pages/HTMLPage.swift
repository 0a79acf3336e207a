/// One page on its way out.
struct HTMLPage {
    /// The template, which is named like the file of the page.
    var template: String
    /// What the browser's tab says, before the name of the program.
    var title: String
    /// The entry of the navigation that the page belongs to.
    var section: Section
    var fields: PageFields
    /// A page with forms that change something carries a token.
    var hasForms = false
    var status: Response.Status = .ok

    enum Section: String {
        case start, runs, flows, deployments, limits, blocks, variables, artifacts, none
        case workPools = "work_pools"
    }
}

extension App {
    /// The answer that shows a page.
    func show(_ page: HTMLPage, to call: Call) -> Response { show(page, to: call.request) }

    func show(_ page: HTMLPage, to request: Request) -> Response {
        var headers = Headers()
        headers["Content-Type"] = "text/html; charset=utf-8"
        headers["Cache-Control"] = "no-store"
        var fields: PageFields = [
            "title": .text(page.title), "base": .text(settings.basePath),
            "assets": .text(settings.basePath + pages.assets), "in_\(page.section.rawValue)": true,
            "now": .time(request.now, at: request.now),
        ]
        if page.hasForms {
            let known = FormToken(in: request)
            let token = known ?? FormToken(effects)
            fields["form_token"] = .text(token.text)
            if known == nil {
                headers["Set-Cookie"] = token.setCookie(path: settings.basePath + "/", isSecure: request.isSecure)
            }
        }
        let html = pages.render(page.template, fields.adding(page.fields))
        return Response(page.status, headers: headers, body: Array(html.utf8))
    }

    /// Sends the browser on after a form did its work, so that loading the page again does not send the form again.
    func seeOther(_ path: String) -> Response {
        var response = Response(.seeOther)
        response.headers["Location"] = settings.basePath + path
        response.headers["Cache-Control"] = "no-store"
        return response
    }
}

extension Request {
    /// Whether the browser reached us over TLS.
    var isSecure: Bool { headers["X-Forwarded-Proto"] == "https" }

    /// Where the browser sees this server, without the base path.
    var origin: String { (isSecure ? "https://" : "http://") + (headers["Host"] ?? "127.0.0.1:4200") }
}
