/** What the classes of the network's data are called; their numbers, where nobody knows. */
export function classNames(app, count) {
    const data = app.hello.data.find(each => each.name === app.run?.settings.data);
    const names = data?.classes ?? [];
    return names.length === (count ?? names.length) && names.length > 0
        ? names
        : Array.from({length: count ?? 10}, (_, c) => String(c));
}
