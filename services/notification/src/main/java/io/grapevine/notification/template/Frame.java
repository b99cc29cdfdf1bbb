package io.grapevine.notification.template;

/** Sets a letter for mail and preview alike; everything in it is escaped where it is markup. */
public interface Frame {

    String html(Letter letter);

    String text(Letter letter);
}
