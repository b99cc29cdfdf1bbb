package io.grapevine.rewardissuing.ledger;

import java.time.Instant;

/**
 * What a seal commits to: everything the books say about a transfer.
 *
 * @param tenantId whose books these are
 * @param rewardId whose money moved
 * @param sequence the reward's change that moved it
 */
public record SealedTransfer(
        String tenantId, Transfer transfer, String programKey, String rewardId, int sequence, Instant postedAt) {

    /**
     * One text for one transfer: every field is preceded by its length, so that no two transfers read the same however
     * their ids are chosen; entries stand in the order they were posted in.
     */
    String canonicalText(Seal.Form form) {
        var text = new StringBuilder();
        if (form == Seal.Form.NAMING_THE_TENANT) append(text, tenantId);
        append(text, transfer.id());
        append(text, programKey);
        append(text, rewardId);
        append(text, Integer.toString(sequence));
        append(text, Long.toString(postedAt.toEpochMilli()));
        for (var entry : transfer.entries()) {
            append(text, entry.account().name());
            append(text, entry.currency());
            append(text, Long.toString(entry.amountMinor()));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String field) {
        text.append(field.length()).append(':').append(field).append(';');
    }
}
