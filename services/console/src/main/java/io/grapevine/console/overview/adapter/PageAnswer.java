package io.grapevine.console.overview.adapter;

import io.vertx.ext.web.RoutingContext;

/** How a page of ours is sent: nothing on it comes from elsewhere, nothing of it is kept. */
final class PageAnswer {

    /** Our own style sheets and icon; outside local runs a page has no script, so none may run. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Live figures are scripts of ours that read from this origin, and show as images (blob) what they read. */
    private static final String LOCAL_CONTENT_SECURITY_POLICY =
            CONTENT_SECURITY_POLICY.replace("img-src 'self'", "img-src 'self' blob:")
                    + "; script-src 'self'; connect-src 'self'";

    private PageAnswer() {}

    static void send(RoutingContext context, String html, boolean local) {
        context.response()
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .putHeader("Content-Security-Policy", local ? LOCAL_CONTENT_SECURITY_POLICY : CONTENT_SECURITY_POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-store");
        context.end(html).onFailure(context::fail);
    }
}
