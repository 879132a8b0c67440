package firsthand.playground.page;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What stands between a page, as it is shown now, and some of its readers: each method lists the offenders. */
final class Audit {
    /** The line of a control or picture in Playwright's account of what assistive technology is told. */
    private static final Pattern NAMELESS = Pattern.compile(
            "(?m)^ *- (button|link|textbox|combobox|checkbox|radio|slider|spinbutton|searchbox|application|img)(?! \").*$");

    /** Contrast by the definition of WCAG 2: 4.5, or 3 for large type; disabled controls are exempt. */
    private static final String FAINT = """
            () => {
                const context = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
                const read = colour => {
                    context.clearRect(0, 0, 1, 1);
                    context.fillStyle = colour;
                    context.fillRect(0, 0, 1, 1);
                    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
                    return {channels: [red, green, blue], alpha: alpha / 255};
                };
                const over = (ground, {channels, alpha}) => ground.map((c, i) => c + (channels[i] - c) * alpha);
                const lineage = node => node ? [...lineage(node.parentElement), node] : [];
                const groundOf = node => lineage(node)
                    .map(each => read(getComputedStyle(each).backgroundColor))
                    .reduce(over, [255, 255, 255]);
                const opacityOf = node => lineage(node).reduce((o, each) => o * getComputedStyle(each).opacity, 1);
                const luminance = channels => channels
                    .map(c => c / 255)
                    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
                const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                const faint = [];
                const check = (node, style, text) => {
                    const ground = groundOf(node);
                    const {channels, alpha} = read(node.closest('svg') ? style.fill : style.color);
                    const ink = over(ground, {channels, alpha: alpha * opacityOf(node)});
                    const ratio = contrast(luminance(ink), luminance(ground));
                    const size = parseFloat(style.fontSize);
                    const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
                    if (ratio < (isLarge ? 3 : 4.5)) {
                        faint.push(`${ratio.toFixed(2)} ${node.tagName}.${node.className}: ${text.trim().slice(0, 40)}`);
                    }
                };
                for (const node of document.body.querySelectorAll('*')) {
                    const isShown = node.checkVisibility({visibilityProperty: true}) && !node.closest('.unseen, option');
                    if (!isShown || node.matches(':disabled, :disabled *, [inert], [inert] *')) {
                        continue;
                    }
                    const text = [...node.childNodes].filter(child => child.nodeType === 3).map(child => child.data).join('');
                    if (text.trim() !== '' || node.matches('select, input:not([type=range], [type=checkbox])')) {
                        check(node, getComputedStyle(node), text || node.value);
                    }
                    if (node.placeholder) {
                        check(node, getComputedStyle(node, '::placeholder'), node.placeholder);
                    }
                }
                return faint;
            }
            """;

    private static final String WIDE = """
            () => {
                const canScroll = node => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(node).overflowX);
                const lineage = node => node === document.body ? [] : [...lineage(node.parentElement), node];
                return [...document.body.querySelectorAll('*')]
                    .filter(node => node.checkVisibility() && !node.closest('.unseen, .skip, svg *'))
                    .filter(node => !lineage(node.parentElement).some(canScroll))
                    .map(node => [node, node.getBoundingClientRect()])
                    .filter(([, {width, left, right}]) => width > 0 && (right > innerWidth + 0.5 || left < -0.5))
                    .map(([node, {left, right}]) => `${node.tagName}.${node.className} from ${left} to ${right}`);
            }
            """;

    private static final String HEADINGS = """
            () => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
                .filter(heading => heading.checkVisibility())
                .map(heading => Number(heading.tagName[1]))
            """;

    private static final String REPEATED_NAMES = """
            () => [...document.querySelectorAll('[id]')]
                .map(node => node.id)
                .filter((id, i, all) => all.indexOf(id) !== i)
            """;

    /** Writes down what gets the focus from now on, and of that what does not show it. */
    private static final String WATCH_FOCUS = """
            () => {
                window.focused = new Set();
                window.unseenFocus = new Set();
                document.addEventListener('focusin', ({target}) => {
                    window.focused.add(target);
                    const {outlineStyle, outlineWidth} = getComputedStyle(target);
                    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) {
                        window.unseenFocus.add(target.outerHTML.slice(0, 90));
                    }
                });
            }
            """;

    private static final String REACHABLE = """
            () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
                .filter(node => node.tabIndex >= 0 && !node.disabled && !node.closest('[inert]'))
                .filter(node => node.checkVisibility({visibilityProperty: true}))
            """;

    private Audit() {}

    /** Controls and pictures without a name that a screen reader could say. */
    static List<String> nameless(Page page) {
        String told = page.locator("body").ariaSnapshot();
        return NAMELESS.matcher(told).results().map(MatchResult::group).toList();
    }

    /** Texts that stand out too little from their ground. */
    static List<String> faint(Page page) {
        return strings(page.evaluate(FAINT));
    }

    /** What reaches beyond the window, and cannot be scrolled by itself. */
    static List<String> wide(Page page) {
        return strings(page.evaluate(WIDE));
    }

    /** The levels of the headings that are shown, in their order. */
    @SuppressWarnings("unchecked")
    static List<Integer> headings(Page page) {
        return (List<Integer>) page.evaluate(HEADINGS);
    }

    /** Ids that stand more than once. */
    static List<String> repeatedNames(Page page) {
        return strings(page.evaluate(REPEATED_NAMES));
    }

    /** Goes once through the page with the tab key; lists what that does not reach, and what does not show its focus. */
    static List<String> unreachable(Page page) {
        page.locator(".skip").focus();
        page.keyboard().press("Tab");
        page.evaluate(WATCH_FOCUS);
        page.keyboard().press("Shift+Tab");
        int controls = (int) page.evaluate("(" + REACHABLE + ")().length");
        for (int i = 0; i < controls; i++) {
            page.keyboard().press("Tab");
        }
        return strings(page.evaluate("() => (" + REACHABLE
                + ")().filter(node => !window.focused.has(node)).map(node => 'not reached: ' + node.outerHTML.slice(0, 90))"
                + ".concat([...window.unseenFocus].map(node => 'focus not shown: ' + node))"));
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Object list) {
        return (List<String>) list;
    }
}
