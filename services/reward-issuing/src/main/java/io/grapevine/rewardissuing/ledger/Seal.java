package io.grapevine.rewardissuing.ledger;

import org.jspecify.annotations.Nullable;

/**
 * One link of a shard's hash chain.
 *
 * @param sequence counts from 1 without gaps
 * @param hash SHA-256 in hex over the hash before it and everything the transfer says
 * @param form what the transfer's text says
 */
public record Seal(int shard, long sequence, String transferId, String hash, Form form) {

    public Seal {
        if (sequence < 1) throw new IllegalArgumentException("sequence must be positive, was " + sequence);
    }

    /** What a hash is taken over; a seal keeps the form it was made in. */
    public enum Form {
        /** Whose books these are is not said, so a chain of these alone could be another tenant's. */
        WITHOUT_TENANT(1),
        NAMING_THE_TENANT(2);

        private final int number;

        Form(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }

        /** @param number null = before there were two */
        public static Form of(@Nullable Integer number) {
            if (number == null) return WITHOUT_TENANT;
            for (var form : values()) if (form.number == number) return form;
            throw new IllegalArgumentException("number must be that of a form, was " + number);
        }
    }
}
