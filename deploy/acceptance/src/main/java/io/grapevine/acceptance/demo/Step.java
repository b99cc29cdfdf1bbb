package io.grapevine.acceptance.demo;

/** Something that happens in a scenario; people and clicks are numbers of the scenario. */
sealed interface Step {

    /** A person joins the program and gets a code; advocates who were friends first keep their number. */
    record Enrol(int person) implements Step {}

    record Share(int person, String channel) implements Step {}

    /** Somebody, or something, follows a person's link. */
    record Click(int click, int of, boolean bot) implements Step {}

    /** The visitor of a click becomes a customer. */
    record SignUp(int person, int click) implements Step {}

    /** Somebody becomes a customer whom nobody brought. */
    record WalkIn(int person) implements Step {}

    record Purchase(int order, int person, long amountMinor) implements Step {}

    record Refund(int order, int person, long amountMinor) implements Step {}
}
