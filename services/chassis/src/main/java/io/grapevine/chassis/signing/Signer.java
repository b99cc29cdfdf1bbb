package io.grapevine.chassis.signing;

/** What proves a post to be ours: a secret that the receiver shares ({@code v1}), or a key pair of which it has the public half ({@code v1a}). */
public sealed interface Signer permits SigningSecret, SigningKeyPair {

    /** The signature of these bytes with the word for its kind before it, as it stands in the header. */
    String sign(byte[] content);

    /** The whole of it as text, to be sealed. */
    String reveal();
}
