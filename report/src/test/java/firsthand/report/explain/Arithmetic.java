package firsthand.report.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads an equation's numbers as a patient reader would, and works them out: {@code 0.5 + 2 * -0.1 + (3 more: 0.2)}.
 *
 * <p>Knows + - * / ^, brackets, e, and the functions max, abs, sqrt, exp, log and tanh.
 */
final class Arithmetic {
    private static final Pattern TOKEN =
            Pattern.compile("\\(\\d+ more: |\\d+(?:\\.\\d+)?(?:e[+-]\\d+)?|[a-z]+|\\.\\.\\.|[-+*/^(),]");

    private final List<String> tokens = new ArrayList<>();
    private int next;

    private Arithmetic(String text) {
        var matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find()) {
            check(text.substring(end, matcher.start()).isBlank(), text);
            tokens.add(matcher.group());
            end = matcher.end();
        }
        check(text.substring(end).isBlank(), text);
    }

    /** What the text comes to. */
    static double value(String text) {
        var arithmetic = new Arithmetic(text);
        double value = arithmetic.sum();
        check(arithmetic.next == arithmetic.tokens.size(), text);
        return value;
    }

    private static void check(boolean isGood, String text) {
        if (!isGood) {
            throw new AssertionError("cannot be worked out: " + text);
        }
    }

    private boolean accept(String token) {
        boolean accepted = next < tokens.size() && tokens.get(next).equals(token);
        next += accepted ? 1 : 0;
        return accepted;
    }

    private double sum() {
        double value = product();
        while (true) {
            if (accept("+")) {
                value += product();
            } else if (accept("-")) {
                value -= product();
            } else {
                return value;
            }
        }
    }

    private double product() {
        double value = signed();
        while (true) {
            if (accept("*")) {
                value *= signed();
            } else if (accept("/")) {
                value /= signed();
            } else {
                return value;
            }
        }
    }

    private double signed() {
        return accept("-") ? -signed() : power();
    }

    private double power() {
        double base = atom();
        return accept("^") ? Math.pow(base, signed()) : base;
    }

    private double atom() {
        String token = tokens.get(next++);
        if (token.equals("(") || token.endsWith("more: ")) {
            double value = sum();
            check(accept(")"), tokens.toString());
            return value;
        }
        if (Character.isDigit(token.charAt(0))) {
            return Double.parseDouble(token);
        }
        return token.equals("e") ? Math.E : function(token);
    }

    private double function(String name) {
        check(accept("("), tokens.toString());
        double value = sum();
        while (accept(",")) {
            value = accept("...") ? value : Math.max(value, sum());
        }
        check(accept(")"), tokens.toString());
        return switch (name) {
            case "max" -> value;
            case "abs" -> Math.abs(value);
            case "sqrt" -> Math.sqrt(value);
            case "log" -> Math.log(value);
            case "tanh" -> Math.tanh(value);
            default -> throw new AssertionError(name + ": no such function");
        };
    }
}
