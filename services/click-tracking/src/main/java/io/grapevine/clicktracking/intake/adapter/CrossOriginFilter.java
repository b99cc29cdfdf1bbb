package io.grapevine.clicktracking.intake.adapter;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Lets a page read what its own sending led to, problems included. Only sending: everything else stays closed to pages. */
class CrossOriginFilter {

    private static final Set<String> SENDING = Set.of("POST", "OPTIONS");

    @ServerResponseFilter
    void allow(ContainerRequestContext request, ContainerResponseContext response) {
        if (!SENDING.contains(request.getMethod())) return;
        var origin = request.getHeaderString("Origin");
        if (origin == null || !request.getUriInfo().getPath().equals("/v1/events")) return;
        response.getHeaders().putSingle("Access-Control-Allow-Origin", origin);
        response.getHeaders().add("Vary", "Origin");
    }
}
