package io.grapevine.insights.funnel;

import java.util.List;

/** A funnel over time; stretches in which nothing happened are left out. */
public record Series(String programKey, String bucket, List<FunnelGroup> points) {

    public Series {
        points = List.copyOf(points);
    }
}
