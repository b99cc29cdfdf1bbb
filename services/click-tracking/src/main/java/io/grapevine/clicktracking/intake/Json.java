package io.grapevine.clicktracking.intake;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A JSON value without a parser attached to it. Built once per event and not changed afterwards, so collections are not copied. */
public sealed interface Json {

    /** The members, the last of each name. */
    record Members(Map<String, Json> byName) implements Json {}

    record Elements(List<Json> values) implements Json {}

    record Text(String value) implements Json {}

    /** A number without fraction or exponent that fits 64 bits. */
    record Whole(long value) implements Json {}

    /** Any other number. */
    record Decimal(BigDecimal value) implements Json {}

    record Truth(boolean value) implements Json {}

    record Nothing() implements Json {}
}
