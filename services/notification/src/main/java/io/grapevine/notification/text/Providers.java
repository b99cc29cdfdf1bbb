package io.grapevine.notification.text;

import java.util.concurrent.CompletionStage;

/** The way out to HTTP providers. */
public interface Providers {

    /** One attempt, within the time that attempts have; the stage never fails. */
    CompletionStage<ProviderReply> send(ProviderCall call);
}
