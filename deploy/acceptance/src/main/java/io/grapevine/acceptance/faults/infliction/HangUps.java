package io.grapevine.acceptance.faults.infliction;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that send half a request and go, some with a reset. */
final class HangUps {
    /** A wave at a time, so that it is the server that is tried and not this machine's ports. */
    private static final int AT_A_TIME = 64;

    private static final int CONNECT_MILLIS = 5_000;
    private static final List<String> HALVES = List.of(
            "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer gv_sk_demo\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 4000\r\n\r\n{\"events\": [{\"type\": \"purchase\", \"id\": \"hung-up",
            "GET /r/abc HTTP/1.1\r\nHost: local",
            "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n[",
            "");

    private HangUps() {}

    /** How many reached the server before they went. */
    static int against(int port, int clients) {
        var connected = new AtomicInteger();
        try (var callers =
                Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            for (var client = 0; client < clients; client++) {
                var number = client;
                callers.execute(() -> {
                    if (hangUp(port, HALVES.get(number % HALVES.size()), number % 3 == 0)) connected.incrementAndGet();
                });
            }
        }
        return connected.get();
    }

    private static boolean hangUp(int port, String half, boolean reset) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
            if (reset) socket.setSoLinger(true, 0);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
