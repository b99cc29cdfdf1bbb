package io.grapevine.insights.export;

/** One column of an exported table; any may be empty. Names and types never change, new columns come at the end. */
public record Column(String name, Kind kind) {

    /** What stands in it. */
    public enum Kind {
        /** Unicode text. */
        TEXT,
        /** A whole number of 64 bits; of money, minor units. */
        WHOLE,
        /** A moment, in whole milliseconds since 1970 UTC. */
        TIME,
        FLAG,
        /** Digits of a currency's minor unit, which are found by its code. */
        EXPONENT
    }

    static Column text(String name) {
        return new Column(name, Kind.TEXT);
    }

    static Column whole(String name) {
        return new Column(name, Kind.WHOLE);
    }

    static Column time(String name) {
        return new Column(name, Kind.TIME);
    }
}
