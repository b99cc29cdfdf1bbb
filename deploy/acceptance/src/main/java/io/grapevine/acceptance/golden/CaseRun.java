package io.grapevine.acceptance.golden;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of one golden case. */
sealed interface CaseRun {
    /** A core decided it; {@code output} has the keys of the case's {@code expected}. */
    record Decided(JsonNode output) implements CaseRun {}

    /** No core can decide it yet, so nothing is said about it. */
    record NotBuilt(String why) implements CaseRun {}

    /** A core exists, and broke. */
    record Broken(String why) implements CaseRun {}
}
