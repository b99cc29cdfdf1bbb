package io.grapevine.rewardissuing.payout.adapter;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A schedule as the API shows it; {@code setBy} is who may not approve what it creates. */
record ScheduleResponse(
        String key, String every, Instant from, Instant nextAt, String setBy, Map<String, Object> payout) {

    /** All there are; never a further page. */
    record Page(List<ScheduleResponse> items) {}
}
