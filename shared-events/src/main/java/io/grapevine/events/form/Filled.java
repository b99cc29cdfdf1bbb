package io.grapevine.events.form;

import org.jspecify.annotations.Nullable;

/**
 * The body of a request as plain maps, lists and scalars, whether it came as JSON or YAML.
 *
 * @param tree null if nothing was sent
 */
public record Filled(@Nullable Object tree) {}
