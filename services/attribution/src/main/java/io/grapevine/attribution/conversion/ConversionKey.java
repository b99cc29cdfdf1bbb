package io.grapevine.attribution.conversion;

import io.grapevine.events.ConversionDecided;

/**
 * What a conversion is, before it has an id: one order, or one sign-up event, in one program.
 *
 * @param subject the order id; for a sign-up its source and event id, joined by a line feed, which neither may contain
 */
public record ConversionKey(String programKey, ConversionDecided.Kind kind, String subject) {

    public static ConversionKey ofSignUp(String programKey, String source, String eventId) {
        return new ConversionKey(programKey, ConversionDecided.Kind.SIGNUP, source + "\n" + eventId);
    }

    public static ConversionKey ofOrder(String programKey, String orderId) {
        return new ConversionKey(programKey, ConversionDecided.Kind.PURCHASE, orderId);
    }
}
