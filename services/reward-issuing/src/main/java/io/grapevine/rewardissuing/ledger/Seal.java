package io.grapevine.rewardissuing.ledger;

/**
 * A link of a shard's hash chain: it commits to one transfer and to everything sealed before it.
 *
 * @param sequence counts from 1 without gaps
 * @param hash hex SHA-256 over the previous link's hash and the transfer's canonical text
 */
public record Seal(int shard, long sequence, String transferId, String hash) {

    public Seal {
        if (sequence < 1) throw new IllegalArgumentException("seal sequence must be positive, was " + sequence);
    }
}
