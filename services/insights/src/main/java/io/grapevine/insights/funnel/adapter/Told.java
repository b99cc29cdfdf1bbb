package io.grapevine.insights.funnel.adapter;

import org.jspecify.annotations.Nullable;

/**
 * One server-sent event, written once for all who hear it.
 *
 * @param name null for a comment that keeps the connection open
 * @param id how far the listener has heard after it
 */
record Told(@Nullable String name, String id, String data) {}
