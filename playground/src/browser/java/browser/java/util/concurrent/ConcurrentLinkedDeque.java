package browser.java.util.concurrent;

import java.util.ArrayDeque;

/** {@code java.util.concurrent.ConcurrentLinkedDeque} where there is one thread. */
public final class ConcurrentLinkedDeque<E> extends ArrayDeque<E> {}
