package io.grapevine.local.infrastructure;

import io.grapevine.local.child.StartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** What must stay the same for as long as a data directory is used: passwords, and the keys its data is encrypted and signed with. */
public record Secrets(
        String superuserPassword,
        String ownerPassword,
        String appPassword,
        String relayPassword,
        String masterKey,
        String clickKey) {

    private static final String FILE = "secrets.properties";
    private static final int KEY_BYTES = 32;

    /** The passwords as the bootstrap script names them. */
    Map<String, String> rolePasswords() {
        return Map.of("owner_password", ownerPassword, "app_password", appPassword, "relay_password", relayPassword);
    }

    /** Reads the file in {@code dataDir}, after adding what it lacks; only its owner may read it. */
    public static Secrets in(Path dataDir) {
        var file = dataDir.resolve(FILE);
        try {
            Files.createDirectories(dataDir);
            var known = new Properties();
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    known.load(reader);
                }
            }
            var secrets = new Secrets(
                    known.getProperty("superuserPassword", password()),
                    known.getProperty("ownerPassword", password()),
                    known.getProperty("appPassword", password()),
                    known.getProperty("relayPassword", password()),
                    known.getProperty("masterKey", key()),
                    known.getProperty("clickKey", key()));
            write(file, secrets.asMap());
            return secrets;
        } catch (IOException e) {
            throw new StartFailed("cannot keep the secrets in " + file + ": " + e.getMessage(), e);
        }
    }

    /** By name, in order of declaration. */
    public Map<String, String> asMap() {
        var map = new LinkedHashMap<String, String>();
        map.put("superuserPassword", superuserPassword);
        map.put("ownerPassword", ownerPassword);
        map.put("appPassword", appPassword);
        map.put("relayPassword", relayPassword);
        map.put("masterKey", masterKey);
        map.put("clickKey", clickKey);
        return map;
    }

    @Override
    public String toString() {
        return "Secrets[…]";
    }

    /** Never half a file: losing the master key means losing the personal data. */
    private static void write(Path file, Map<String, String> values) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var whole = Files.createTempFile(file.toAbsolutePath().getParent(), FILE, ".new", ownerOnly);
        var properties = new Properties();
        properties.putAll(values);
        try (var writer = Files.newBufferedWriter(whole)) {
            properties.store(writer, "Local secrets of this data directory; losing them loses its personal data.");
        }
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String password() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random());
    }

    private static String key() {
        return Base64.getEncoder().encodeToString(random());
    }

    private static byte[] random() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
