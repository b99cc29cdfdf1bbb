package io.grapevine.acceptance.faults.invariant;

/**
 * What one process holds when nothing is to be done.
 *
 * @param heapBytes live after a full collection
 * @param heapLimitBytes the most it may ever be
 * @param sockets open
 * @param poolSlotsInUse database connections that somebody holds
 * @param journalBytes on disk; 0 for who has no journal
 */
public record Footprint(
        String service, long heapBytes, long heapLimitBytes, int sockets, int poolSlotsInUse, long journalBytes) {}
