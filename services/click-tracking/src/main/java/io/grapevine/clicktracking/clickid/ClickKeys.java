package io.grapevine.clicktracking.clickid;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The installation's click keys: one signs, all verify, so that a key can be replaced while its tokens are out.
 *
 * @param current the id of the key that signs
 * @param keys 32 bytes each, by id
 */
public record ClickKeys(byte current, Map<Byte, byte[]> keys) {

    private static final int KEY_BYTES = 32;

    public ClickKeys {
        if (!keys.containsKey(current))
            throw new IllegalArgumentException("no click key has the current id " + current);
        keys.forEach((id, key) -> {
            if (key.length != KEY_BYTES)
                throw new IllegalArgumentException("click key " + id + " must have 32 bytes, has " + key.length);
        });
        keys = Map.copyOf(keys);
    }

    public static ClickKeys single(byte[] key) {
        return new ClickKeys((byte) 1, Map.of((byte) 1, key));
    }

    /** Keys that no other tenant has, so that a foreign tenant's token is refused like a forged one. */
    public ClickSigner forTenant(String tenantId) {
        var derived = new HashMap<Byte, SecretKey>();
        keys.forEach((id, key) -> derived.put(id, derive(key, tenantId)));
        return new ClickSigner(current, derived);
    }

    private static SecretKey derive(byte[] key, String tenantId) {
        var info = ("grapevine/click-id/" + tenantId).getBytes(StandardCharsets.UTF_8);
        var parameters = HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(info, KEY_BYTES);
        return Cryptography.always(() -> KDF.getInstance("HKDF-SHA256").deriveKey("HmacSHA256", parameters));
    }
}
