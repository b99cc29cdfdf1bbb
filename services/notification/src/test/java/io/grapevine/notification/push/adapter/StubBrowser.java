package io.grapevine.notification.push.adapter;

import io.grapevine.notification.push.P256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Reads push messages as RFC 8291 tells a browser to, with HKDF by hand, so that a mistake of ours is not made twice. */
final class StubBrowser {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;
    private final byte[] secret = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    StubBrowser() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@code PushSubscription.toJSON} writes it. */
    Map<String, Object> subscription(String endpoint, String participantId) {
        return Map.of(
                "participantId",
                participantId,
                "endpoint",
                endpoint,
                "keys",
                Map.of("p256dh", BASE64.encodeToString(point()), "auth", BASE64.encodeToString(secret)));
    }

    String read(byte[] body) {
        try {
            var in = ByteBuffer.wrap(body);
            var salt = bytes(in, 16);
            var recordSize = in.getInt();
            var theirs = bytes(in, in.get());
            var record = bytes(in, in.remaining());
            if (record.length > recordSize) throw new IllegalArgumentException("more than one record");
            var agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(keys.getPrivate());
            agreement.doPhase(P256.point(theirs).orElseThrow(), true);
            var info = concat("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), point(), theirs);
            var material = hkdf(secret, agreement.generateSecret(), info, 32);
            var key = hkdf(salt, material, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.US_ASCII), 16);
            var nonce = hkdf(salt, material, "Content-Encoding: nonce\0".getBytes(StandardCharsets.US_ASCII), 12);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            var text = cipher.doFinal(record);
            var end = text.length - 1;
            while (text[end] == 0) end--;
            if (text[end] != 2) throw new IllegalArgumentException("the delimiter of the last record is missing");
            return new String(text, 0, end, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not for this browser", e);
        }
    }

    private byte[] point() {
        return P256.bytes((ECPublicKey) keys.getPublic());
    }

    private static byte[] hkdf(byte[] salt, byte[] material, byte[] info, int length) throws GeneralSecurityException {
        return Arrays.copyOf(mac(mac(salt, material), concat(info, new byte[] {1})), length);
    }

    private static byte[] mac(byte[] key, byte[] text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] bytes(ByteBuffer in, int count) {
        var bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private static byte[] concat(byte[]... parts) {
        var all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (var part : parts) all.put(part);
        return all.array();
    }
}
