package io.grapevine.attribution.fraud;

import java.util.UUID;

/** Something that a person showed; equal keys are the same thing, and nothing else can be read in them. */
public record Identifier(Trait trait, UUID key) {}
