package browser.java.util.concurrent.atomic;

import java.util.function.BinaryOperator;

/** {@code java.util.concurrent.atomic.AtomicReferenceArray} where there is one thread. */
public final class AtomicReferenceArray<E> {
    private final Object[] elements;

    /** So many, null at first. */
    public AtomicReferenceArray(int length) {
        elements = new Object[length];
    }

    /** The number of elements. */
    public int length() {
        return elements.length;
    }

    /** An element. */
    @SuppressWarnings("unchecked") // only what set and its like were given
    public E get(int i) {
        return (E) elements[i];
    }

    /** Puts an element where another was. */
    public void set(int i, E element) {
        elements[i] = element;
    }

    /** Puts an element where another was, which is returned. */
    public E getAndSet(int i, E element) {
        E before = get(i);
        set(i, element);
        return before;
    }

    /** Puts an element where it finds the one expected. */
    public boolean compareAndSet(int i, E expected, E element) {
        if (elements[i] != expected) {
            return false;
        }
        set(i, element);
        return true;
    }

    /** Puts what becomes of an element and another in its place, and returns that. */
    public E accumulateAndGet(int i, E other, BinaryOperator<E> operator) {
        E result = operator.apply(get(i), other);
        set(i, result);
        return result;
    }
}
