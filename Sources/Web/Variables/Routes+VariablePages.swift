extension Routes {
    static let variablePages: [Route] = [
        Route("GET /variables", App.showVariables),
        Route("GET /variables/new", App.showNewVariable),
        Route("POST /variables/new", App.createVariableByForm),
        Route("GET /variables/variable/{id}", App.showVariable),
        Route("POST /variables/variable/{id}", App.updateVariableByForm),
        Route("GET /variables/variable/{id}/delete", App.askToDeleteVariable),
        Route("POST /variables/variable/{id}/delete", App.deleteVariableByForm),
    ]
}
