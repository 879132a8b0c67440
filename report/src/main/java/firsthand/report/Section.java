package firsthand.report;

/** One part of the page. */
interface Section {

    /** What links to it are called after: a word without spaces. */
    String id();

    /** What stands above it, as HTML. */
    String title();

    /** What is in it, as HTML; empty if this report has nothing of the kind. */
    String body(RunReport report, SpriteSheet sprites);
}
