package io.grapevine.notification.webhook.adapter;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A receiver in JavaScript: verifies v1 with the published library, and v1a, which it does not know, with Node's own ed25519. */
record NodeReceiver(Path directory) {

    private static final String LIBRARY = "standardwebhooks@1.1.1";
    private static final String PROGRAM = """
            const { Webhook } = require('standardwebhooks');
            const crypto = require('crypto');
            const post = JSON.parse(require('fs').readFileSync(0));
            function v1() {
              try { new Webhook(post.secret).verify(post.body, post.headers); return 'accepted'; }
              catch (e) { return 'refused'; }
            }
            function v1a() {
              const raw = Buffer.from(post.publicKey.slice('whpk_'.length), 'base64');
              const key = crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' });
              const signed = Buffer.from(`${post.headers['webhook-id']}.${post.headers['webhook-timestamp']}.${post.body}`);
              const found = post.headers['webhook-signature'].split(' ').filter(s => s.startsWith('v1a,'))
                .some(s => crypto.verify(null, signed, key, Buffer.from(s.slice('v1a,'.length), 'base64')));
              return found ? 'accepted' : 'refused';
            }
            process.stdout.write(`v1 ${v1()}, v1a ${v1a()}`);
            """;

    /** Skips the test where there is no Node, or no way to its packages. */
    static NodeReceiver installed() throws IOException, InterruptedException {
        var directory = Files.createDirectories(Path.of("target", "node-receiver"));
        if (!Files.isDirectory(directory.resolve("node_modules/standardwebhooks"))) {
            assumeTrue(
                    exitOf("npm", "install", "--prefix", directory.toString(), "--no-audit", "--no-fund", LIBRARY) == 0,
                    "skipped: npm cannot install " + LIBRARY
                            + ", so no JavaScript library has verified the signatures");
        }
        Files.writeString(directory.resolve("receiver.js"), PROGRAM);
        return new NodeReceiver(directory);
    }

    String verdictOn(String secret, String publicKey, HttpHeaders headers, String body)
            throws IOException, InterruptedException {
        var named = headers.map().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> header.getValue().getFirst()));
        var process = new ProcessBuilder("node", "receiver.js")
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var input = process.getOutputStream()) {
            new ObjectMapper()
                    .writeValue(
                            input, Map.of("secret", secret, "publicKey", publicKey, "headers", named, "body", body));
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    /** Apart from our own streams: node makes those it is given non-blocking, and the test's runner reads and writes them. */
    private static int exitOf(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(List.of(command))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return process.waitFor(2, TimeUnit.MINUTES) ? process.exitValue() : -1;
        } catch (IOException absent) {
            return -1;
        }
    }
}
