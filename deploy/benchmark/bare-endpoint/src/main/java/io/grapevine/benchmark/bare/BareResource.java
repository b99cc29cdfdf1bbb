package io.grapevine.benchmark.bare;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;

/** Answers 302 and remembers nothing; on the event loop, which is the fastest that the framework offers. */
@Path("/r/{code}")
public class BareResource {

    /** As long as click-tracking's answer with its click id, so that both put as many bytes on the wire. */
    private static final String DESTINATION =
            "https://shop.example/welcome?gv_cid=AQEBogHhhst8zpD_leVXiu_wAaIB4Xi5fJq6P51rewVNjczyKxaByH01lEJcYP6Dtfc&code=";

    @GET
    @NonBlocking
    public Response follow(@RestPath String code) {
        return Response.status(Response.Status.FOUND)
                .header(HttpHeaders.LOCATION, DESTINATION + code)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
