package io.grapevine.clicktracking.redirect.adapter;

import io.grapevine.clicktracking.journal.Frame;
import io.grapevine.events.TrafficLabel;
import java.util.Map;
import java.util.UUID;

/** A visit to a link, read off its request and ready to be kept. */
record Arrival(UUID click, TrafficLabel label, Map<String, String> parameters, Frame frame) {}
