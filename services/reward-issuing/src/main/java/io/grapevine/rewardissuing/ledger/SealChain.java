package io.grapevine.rewardissuing.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The end of a shard's hash chain: extends it, and proves offline that sealed transfers are as they were.
 *
 * @param sequence of the last seal; 0 before the first
 * @param hash of the last seal; zeros before the first
 */
public record SealChain(int shard, long sequence, String hash) {

    /** Chains of one tenant: each is written by one sealer at a time, so this many can seal side by side. */
    public static final int SHARDS = 4;

    private static final Seal.Form NEW_SEALS = Seal.Form.NAMING_THE_TENANT;
    private static final int HASH_BYTES = 32;
    private static final String NOTHING_BEFORE = HexFormat.of().formatHex(new byte[HASH_BYTES]);

    public static SealChain startOf(int shard) {
        return new SealChain(shard, 0, NOTHING_BEFORE);
    }

    /** Where a reward's transfers are sealed, all of them in one chain. */
    public static int shardOf(String rewardId) {
        return Math.floorMod(rewardId.hashCode(), SHARDS);
    }

    /** The seals that append these transfers, in order. */
    public List<Seal> seal(List<SealedTransfer> transfers) {
        var seals = new ArrayList<Seal>(transfers.size());
        var end = this;
        for (var transfer : transfers) {
            var seal = end.next(transfer, NEW_SEALS);
            seals.add(seal);
            end = end.after(seal);
        }
        return List.copyOf(seals);
    }

    /**
     * Follows the chain on from here over these seals.
     *
     * @param seals by ascending sequence
     * @param transfers what the books say now, by transfer id
     */
    public Verification verify(List<Seal> seals, Map<String, SealedTransfer> transfers) {
        var end = this;
        for (var seal : seals) {
            var expected = end.sequence + 1;
            if (seal.shard() != shard || seal.sequence() != expected)
                return new Verification.Broken(seal, "seal " + expected + " is missing");
            var transfer = transfers.get(seal.transferId());
            if (transfer == null) return new Verification.Broken(seal, "its transfer is gone");
            if (!end.next(transfer, seal.form()).hash().equals(seal.hash()))
                return new Verification.Broken(seal, "its transfer, or one before it, was changed");
            end = end.after(seal);
        }
        return new Verification.Intact(end);
    }

    private Seal next(SealedTransfer transfer, Seal.Form form) {
        var digest = sha256();
        digest.update(HexFormat.of().parseHex(hash));
        var sealed = digest.digest(transfer.canonicalText(form).getBytes(StandardCharsets.UTF_8));
        return new Seal(
                shard, sequence + 1, transfer.transfer().id(), HexFormat.of().formatHex(sealed), form);
    }

    private SealChain after(Seal seal) {
        return new SealChain(shard, seal.sequence(), seal.hash());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether a chain still proves its transfers. */
    public sealed interface Verification {

        /** Nothing sealed was changed; {@code end} is where the next page of seals continues. */
        record Intact(SealChain end) implements Verification {}

        /** The first seal that does not fit. */
        record Broken(Seal seal, String why) implements Verification {}
    }
}
