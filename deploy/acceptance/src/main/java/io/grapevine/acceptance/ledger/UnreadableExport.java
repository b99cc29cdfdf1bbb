package io.grapevine.acceptance.ledger;

/** The file is no export that this verifier knows. */
final class UnreadableExport extends RuntimeException {
    UnreadableExport(String message) {
        super(message);
    }
}
