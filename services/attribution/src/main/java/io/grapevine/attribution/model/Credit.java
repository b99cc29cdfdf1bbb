package io.grapevine.attribution.model;

import io.grapevine.attribution.journey.ChannelTouch;

/** A touch's share of a conversion, and of its amount; zero for a touch that the model leaves out. */
public record Credit(ChannelTouch touch, Weight weight, long amountMinor) {}
