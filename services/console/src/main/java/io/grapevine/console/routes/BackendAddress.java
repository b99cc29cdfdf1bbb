package io.grapevine.console.routes;

/** Where a service listens; plain HTTP, because the origin and its services share one trusted network. */
public record BackendAddress(String host, int port) {

    private static final int HIGHEST_PORT = 65_535;

    public BackendAddress {
        if (host.isEmpty()) throw new IllegalArgumentException("host must not be empty");
        if (port < 1 || port > HIGHEST_PORT) throw new IllegalArgumentException("port must be 1-65535, was " + port);
    }

    /** @throws IllegalArgumentException unless the text is {@code host:port} */
    public static BackendAddress parse(String hostAndPort) {
        var colon = hostAndPort.lastIndexOf(':');
        if (colon < 1) throw new IllegalArgumentException("address must be host:port, was " + hostAndPort);
        try {
            return new BackendAddress(
                    hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("address must be host:port, was " + hostAndPort, e);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
