package io.grapevine.chassis.personal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.f4b6a3.uuid.UuidCreator;
import io.grapevine.events.EventJson;
import io.grapevine.events.PersonalKeyWrapped;
import io.grapevine.events.SealedPersonal;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals personal fields under a fresh data key each time; the data key travels wrapped by the tenant's key-encryption key,
 * which is derived from the master key (HKDF-SHA256) and never stored. Without the wrapped key nothing can be opened.
 */
@ApplicationScoped
public class PersonalData {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int NETWORK_KEY_BYTES = 8;
    // Derived keys kept at hand: deriving costs more than sealing a few fields.
    private static final int MOST_TENANTS = 10_000;
    private static final int MASTER_KEY_VERSION = 1;

    private final byte[] masterKey;
    private final Cache<String, byte[]> derived =
            Caffeine.newBuilder().maximumSize(MOST_TENANTS).build();
    // Each is initialised once and never fed, only cloned: to find the algorithm and prepare the key cost more than a
    // hash.
    private final Cache<String, Mac> macs =
            Caffeine.newBuilder().maximumSize(MOST_TENANTS).build();
    private final SecureRandom random = new SecureRandom();

    PersonalData(@ConfigProperty(name = "grapevine.personal.master-key") String masterKeyBase64) {
        this.masterKey = Base64.getDecoder().decode(masterKeyBase64);
        if (masterKey.length != KEY_BYTES)
            throw new IllegalArgumentException("grapevine.personal.master-key must be 32 bytes in base64");
    }

    /** Sealed fields and the wrapped key that opens them, which must be published with them. */
    public record Sealed(SealedPersonal fields, PersonalKeyWrapped key) {}

    /** Encrypts the fields of one person under a data key of their own. */
    public Sealed seal(String tenantId, String person, Map<String, String> fields) {
        var keyId = UuidCreator.getTimeOrderedEpoch().toString();
        var dataKey = randomBytes(KEY_BYTES);
        var ciphertext = encrypt(dataKey, json(fields), keyId);
        var wrapped = encrypt(derive(tenantId, "wrap"), dataKey, keyId);
        return new Sealed(
                new SealedPersonal(keyId, Base64.getEncoder().encodeToString(ciphertext)),
                new PersonalKeyWrapped(
                        person, keyId, MASTER_KEY_VERSION, Base64.getEncoder().encodeToString(wrapped)));
    }

    /**
     * Decrypts fields with their wrapped key.
     *
     * @throws IllegalArgumentException if the two do not belong together, or to this tenant
     */
    public Map<String, String> open(String tenantId, SealedPersonal sealed, PersonalKeyWrapped key) {
        var dataKey = decrypt(derive(tenantId, "wrap"), Base64.getDecoder().decode(key.wrappedKey()), key.keyId());
        var json = decrypt(dataKey, Base64.getDecoder().decode(sealed.ciphertext()), sealed.keyId());
        return fields(json);
    }

    /** Keyed hash of an e-mail address in lower case without surrounding space: equal addresses of one tenant match, nothing else shows. */
    public String emailHash(String tenantId, String email) {
        return hash(tenantId, "match", email.strip().toLowerCase(Locale.ROOT));
    }

    /** Keyed hash of a customer id: says that somebody was here before when nothing else of them is left. */
    public String customerHash(String tenantId, String customerId) {
        return hash(tenantId, "known", customerId);
    }

    /** Keyed hash of what a network address shares with its neighbours, 16 hexadecimal digits: equal ones of one tenant match. */
    public String networkKey(String tenantId, byte[] network) {
        return HexFormat.of().formatHex(mac(tenantId, "network", network), 0, NETWORK_KEY_BYTES);
    }

    /** Proves that a link that acts without a key was made here: keyed hash of what it says, in hexadecimal; compare in constant time. */
    public String linkMac(String tenantId, String text) {
        return hash(tenantId, "link", text);
    }

    /** Keyed hash of a request as it came: says that the same came before, and to nobody else what it held. */
    public String requestHash(String tenantId, String fingerprint) {
        return hash(tenantId, "request", fingerprint);
    }

    private String hash(String tenantId, String purpose, String text) {
        return HexFormat.of().formatHex(mac(tenantId, purpose, text.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] mac(String tenantId, String purpose, byte[] bytes) {
        try {
            var mac = (Mac) macs.get(purpose + "/" + tenantId, this::mac).clone();
            return mac.doFinal(bytes);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("JDK 25 clones its HmacSHA256", e);
        }
    }

    private Mac mac(String use) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(derive(use), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private byte[] derive(String tenantId, String purpose) {
        return derived.get(purpose + "/" + tenantId, this::derive);
    }

    private byte[] derive(String use) {
        try {
            var info = ("grapevine/personal/" + use).getBytes(StandardCharsets.UTF_8);
            var parameters = HKDFParameterSpec.ofExtract().addIKM(masterKey).thenExpand(info, KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("JDK 25 has HKDF-SHA256", e);
        }
    }

    // The key id is authenticated too: a ciphertext cannot be passed off under another key's name.
    private byte[] encrypt(byte[] key, byte[] plain, String keyId) {
        try {
            var nonce = randomBytes(NONCE_BYTES);
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, keyId);
            var sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
            var written = cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
            return Arrays.copyOf(sealed, NONCE_BYTES + written);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption failed", e);
        }
    }

    private static byte[] decrypt(byte[] key, byte[] sealed, String keyId) {
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE_BYTES), keyId);
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("sealed data does not open with this key", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String keyId) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(keyId.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] randomBytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] json(Map<String, String> fields) {
        try {
            return EventJson.mapper().writeValueAsBytes(fields);
        } catch (IOException e) {
            throw new IllegalArgumentException("fields cannot be written as JSON", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> fields(byte[] json) {
        try {
            return EventJson.mapper().readValue(json, Map.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("opened data is no JSON object", e);
        }
    }
}
