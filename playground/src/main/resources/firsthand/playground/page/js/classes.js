/** What the classes of the network's data are called; their numbers, where nobody knows. */
export function classNames(app, count) {
    const names = data(app)?.classes ?? [];
    return names.length === (count ?? names.length) && names.length > 0
        ? names
        : Array.from({length: count ?? 10}, (_, c) => String(c));
}

/** The same, with the engine asked where its first greeting did not know them: data is loaded when it is needed. */
export async function learnClassNames(app) {
    if (!data(app)?.classes) {
        app.hello = await app.send({do: 'hello'});
    }
    return classNames(app);
}

function data(app) {
    return app.hello.data.find(each => each.name === (app.run?.settings.data ?? 'mnist'));
}
