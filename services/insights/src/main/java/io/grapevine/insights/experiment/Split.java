package io.grapevine.insights.experiment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;

/**
 * Who sees which variant: by a hash of experiment and unit, so that nothing has to be remembered for it to stay the same.
 *
 * @param experiment part of the hash, so that one experiment's arms are no arms of another
 * @param variants in an order that must not change while the experiment runs, as must their weights not; a holdout group is one of them
 */
public record Split(String experiment, List<Variant> variants) {

    /**
     * @param weight its share is weight / sum of all weights; 0 for one that nobody is to see
     */
    public record Variant(String name, long weight) {
        public Variant {
            if (name.isBlank()) throw new IllegalArgumentException("name must not be blank");
            if (weight < 0) throw new IllegalArgumentException("weight must not be negative, was " + weight);
        }
    }

    public Split {
        if (experiment.isBlank()) throw new IllegalArgumentException("experiment must not be blank");
        variants = List.copyOf(variants);
        var names = new HashSet<String>();
        for (var variant : variants)
            if (!names.add(variant.name()))
                throw new IllegalArgumentException(
                        "variants must have names of their own, was " + variant.name() + " twice");
        if (weights(variants) == 0) throw new IllegalArgumentException("a variant must have a weight, was " + variants);
    }

    /** Always the same for the same unit: a visitor, or whoever passes the variant on, as an advocate to friends. */
    public Variant variantFor(String unit) {
        // The upper half of hash x weights is even over [0, weights) without the bias of a remainder.
        var point = Math.unsignedMultiplyHigh(hash(unit), weights(variants));
        for (var variant : variants) {
            if (point < variant.weight()) return variant;
            point -= variant.weight();
        }
        throw new IllegalStateException("a point lies below the sum of the weights");
    }

    private long hash(String unit) {
        var name = experiment.getBytes(StandardCharsets.UTF_8);
        var digest = sha256();
        // With its length before it, experiment "a" and unit "bc" are not experiment "ab" and unit "c".
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).array());
        digest.update(name);
        return ByteBuffer.wrap(digest.digest(unit.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    private static long weights(List<Variant> variants) {
        return variants.stream().mapToLong(Variant::weight).reduce(0, Math::addExact);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
