package io.grapevine.attribution.channel;

/** How often journeys at one state went on to another, of all that went on; never zero. */
public record Transition(State from, State to, double probability) {}
