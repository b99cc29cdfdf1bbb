package io.grapevine.clicktracking.intake.adapter;

import io.grapevine.clicktracking.intake.RecentEvents;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** One memory of recent events for the process: intake fills it, the event's page reads it. */
class RecentEventsSource {

    @Produces
    @Singleton
    RecentEvents recentEvents() {
        return new RecentEvents();
    }
}
