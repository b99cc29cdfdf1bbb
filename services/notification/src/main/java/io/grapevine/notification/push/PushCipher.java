package io.grapevine.notification.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts a message for one browser: {@code aes128gcm} (RFC 8188) in one record, under keys agreed on as RFC 8291 says. */
public final class PushCipher {

    /** What a push service must take (RFC 8291, 4: 4,096 bytes), less header, delimiter and tag. */
    public static final int LONGEST_TEXT = 3_993;

    private static final int RECORD_SIZE = 4_096;
    private static final int SALT_BYTES = 16;
    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int IKM_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final byte LAST_RECORD = 2;

    private PushCipher() {}

    /** Under a key pair and salt used this once. */
    public static byte[] encrypt(byte[] text, PushSubscription to, SecureRandom random) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return encrypt(text, to, P256.fresh(random), salt);
    }

    static byte[] encrypt(byte[] text, PushSubscription to, KeyPair ours, byte[] salt) {
        if (text.length > LONGEST_TEXT)
            throw new IllegalArgumentException(
                    "a push message has at most " + LONGEST_TEXT + " bytes, had " + text.length);
        return Jdk.certain(() -> {
            var ourPoint = P256.bytes((ECPublicKey) ours.getPublic());
            var keys = keys(to, ours, ourPoint, salt);
            var encrypted = record(text, keys);
            return ByteBuffer.allocate(SALT_BYTES + Integer.BYTES + 1 + ourPoint.length + encrypted.length)
                    .put(salt)
                    .putInt(RECORD_SIZE)
                    .put((byte) ourPoint.length)
                    .put(ourPoint)
                    .put(encrypted)
                    .array();
        });
    }

    private record Keys(SecretKeySpec key, byte[] nonce) {}

    private static byte[] record(byte[] text, Keys keys) throws GeneralSecurityException {
        var record = Arrays.copyOf(text, text.length + 1);
        record[text.length] = LAST_RECORD;
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, keys.key(), new GCMParameterSpec(TAG_BITS, keys.nonce()));
        return cipher.doFinal(record);
    }

    private static Keys keys(PushSubscription to, KeyPair ours, byte[] ourPoint, byte[] salt)
            throws GeneralSecurityException {
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(ours.getPrivate());
        agreement.doPhase(to.key(), true);
        var info = ByteBuffer.allocate("WebPush: info".length() + 1 + 2 * P256.POINT_BYTES)
                .put("WebPush: info\0".getBytes(StandardCharsets.US_ASCII))
                .put(P256.bytes(to.key()))
                .put(ourPoint)
                .array();
        var material = derived(agreement.generateSecret(), to.secret(), info, IKM_BYTES);
        return new Keys(
                new SecretKeySpec(derived(material, salt, label("aes128gcm"), KEY_BYTES), "AES"),
                derived(material, salt, label("nonce"), NONCE_BYTES));
    }

    private static byte[] label(String what) {
        return ("Content-Encoding: " + what + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] derived(byte[] material, byte[] salt, byte[] info, int length)
            throws GeneralSecurityException {
        var parameters =
                HKDFParameterSpec.ofExtract().addIKM(material).addSalt(salt).thenExpand(info, length);
        return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
    }
}
