package io.grapevine.benchmark.figure;

import org.jspecify.annotations.Nullable;

/** What a figure is compared with, measured in the same rounds; {@code target} is for the ratio to it. */
public record Reference(
        String name, Spread measured, @Nullable Target target) {}
