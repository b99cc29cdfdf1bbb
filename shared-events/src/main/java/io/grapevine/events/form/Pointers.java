package io.grapevine.events.form;

/** JSON Pointers (RFC 6901), one step at a time. */
final class Pointers {

    private Pointers() {}

    static String child(String pointer, String step) {
        return pointer + "/" + step.replace("~", "~0").replace("/", "~1");
    }

    static String child(String pointer, int index) {
        return pointer + "/" + index;
    }
}
