/**
 * The experiment in the address: #data=mnist&layers=... for the engine, beside fields that are for the page.
 */

/** Fields that are for the page: what a teacher locks or hides, predictions, the lesson. */
const PAGE_FIELDS = ['lock', 'hide', 'predict', 'lesson'];

function fieldsOf(fragment) {
    const text = fragment.replace(/^#/, '');
    return text.includes('=') ? [...new URLSearchParams(text)] : [];
}

/** The settings of the experiment that an address holds; none if its fragment names a place on the page. */
export function settingsOf(fragment) {
    return Object.fromEntries(fieldsOf(fragment).filter(([name]) => !PAGE_FIELDS.includes(name)));
}

/** The other fields, as text. */
export function pageFieldsOf(fragment) {
    return new URLSearchParams(fieldsOf(fragment).filter(([name]) => PAGE_FIELDS.includes(name))).toString();
}

/** Whether two fragments tell of the same experiment. */
export function isSameExperiment(one, other) {
    const sorted = fragment => JSON.stringify(Object.entries(settingsOf(fragment)).sort());
    return sorted(one) === sorted(other);
}
