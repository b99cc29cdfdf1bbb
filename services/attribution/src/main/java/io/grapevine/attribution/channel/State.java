package io.grapevine.attribution.channel;

/** Where a journey can be: before, at a channel, or at one of its two ends. A channel may have any name, those of the ends too. */
public sealed interface State {
    record Start() implements State {}

    record Channel(String name) implements State {}

    record Conversion() implements State {}

    record Null() implements State {}
}
