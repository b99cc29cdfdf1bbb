package io.grapevine.benchmark.load;

/** The requests of a load, whole as they go on the wire. */
@FunctionalInterface
public interface Requests {

    /** The bytes of one request; the generator only reads them. */
    byte[] request(long number);
}
