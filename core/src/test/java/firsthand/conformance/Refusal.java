package firsthand.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A bad argument.
 *
 * @param kind the name of the class that refuses it
 * @param argument what is wrong with it
 * @param attempt what has to fail
 */
record Refusal(String kind, String argument, Runnable attempt) {

    /** Fails unless the attempt does, with one line about what was expected and what was received. */
    void check() {
        assertThatThrownBy(attempt::run)
                .as("%s", this)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("[^\n]*expected[^\n]*received[^\n]*");
    }

    @Override
    public String toString() {
        return kind + " with " + argument;
    }
}
