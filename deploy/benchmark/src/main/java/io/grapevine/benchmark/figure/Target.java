package io.grapevine.benchmark.figure;

/** What a median must reach; the bound itself is good enough. */
public record Target(Bound bound, double value) {

    /** On which side of the value it is good. */
    public enum Bound {
        AT_LEAST(">="),
        AT_MOST("<=");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    public static Target atLeast(double value) {
        return new Target(Bound.AT_LEAST, value);
    }

    public static Target atMost(double value) {
        return new Target(Bound.AT_MOST, value);
    }

    public boolean isMetBy(Spread measured) {
        return switch (bound) {
            case AT_LEAST -> measured.median() >= value;
            case AT_MOST -> measured.median() <= value;
        };
    }
}
