package io.grapevine.notification.message;

/** The {@code data} of a message: the thing itself, as its own API shows it at that moment. */
public sealed interface MessageData permits RewardView, ConversionView, AlertView {}
