package io.grapevine.clicktracking.journal;

import java.util.List;

/** Consecutive frames and the place behind the last of them. */
public record Chunk(List<Frame> frames, Position next) {

    public Chunk {
        frames = List.copyOf(frames);
    }
}
