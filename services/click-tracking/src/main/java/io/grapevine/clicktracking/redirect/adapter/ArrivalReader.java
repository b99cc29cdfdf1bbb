package io.grapevine.clicktracking.redirect.adapter;

import io.grapevine.chassis.correlation.Correlation;
import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.clicktracking.classify.TrafficClassifier;
import io.grapevine.clicktracking.classify.Visit;
import io.grapevine.clicktracking.clickid.ClickSigner;
import io.grapevine.clicktracking.intake.EventReader;
import io.grapevine.clicktracking.journal.Frames;
import io.grapevine.clicktracking.network.DataCentres;
import io.grapevine.clicktracking.network.NetworkAddress;
import io.grapevine.clicktracking.redirect.Link;
import io.grapevine.clicktracking.redirect.Query;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Context;
import io.grapevine.events.Context.Network;
import io.grapevine.events.Event;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Reads a request for a link as a click. Of the network address only a keyed hash is kept. */
@ApplicationScoped
class ArrivalReader {

    private static final int LONGEST_ADDRESS = 2048;
    private static final int LONGEST_USER_AGENT = 512;

    private final TrafficClassifier classifier;
    private final PersonalData personalData;
    private final DataCentres dataCentres;
    private final InstantSource clock;

    ArrivalReader(
            TrafficClassifier classifier, PersonalData personalData, DataCentres dataCentres, InstantSource clock) {
        this.classifier = classifier;
        this.personalData = personalData;
        this.dataCentres = dataCentres;
        this.clock = clock;
    }

    Arrival read(String tenantId, String code, @Nullable Link link, HttpServerRequest request) {
        var at = clock.instant();
        var random = ThreadLocalRandom.current();
        var click = ClickSigner.clickAt(at, random.nextLong(), random.nextLong());
        var visit = visit(request);
        var label = classifier.classify(visit);
        var parameters = Query.campaign(request.query());
        var recorded = new ClickRecorded(
                ClickSigner.clickId(click),
                ClickRecorded.Origin.REDIRECT,
                link == null ? null : link.linkId(),
                code,
                null,
                label,
                classifier.version(),
                null,
                cut(request.getHeader("Referer"), LONGEST_ADDRESS),
                cut(request.getHeader("User-Agent"), LONGEST_USER_AGENT),
                parameters,
                context(tenantId, request.remoteAddress()),
                null,
                visit.signs());
        var event = Event.stated(
                tenantId, recorded.touchId(), EventReader.REDIRECT_SOURCE, at, Correlation.current(), recorded);
        return new Arrival(click, label, parameters, Frames.of(event, traceParent()));
    }

    /** Who the caller is behind a proxy, {@code quarkus.http.proxy} decides; a name in its place is not looked up. */
    private Context context(String tenantId, @Nullable SocketAddress remote) {
        var address = remote == null ? null : remote.hostAddress();
        if (address == null) return Context.NONE;
        return NetworkAddress.parse(address)
                .flatMap(there -> there.network().map(network -> network(tenantId, there, network)))
                .map(network -> new Context(null, null, null, null, null, network, null))
                .orElse(Context.NONE);
    }

    private Network network(String tenantId, NetworkAddress there, byte[] network) {
        return new Network(personalData.networkKey(tenantId, network), dataCentres.have(there) ? true : null);
    }

    private static Visit visit(HttpServerRequest request) {
        var headers = request.headers();
        var purpose = headers.get("Sec-Purpose");
        if (purpose == null) purpose = headers.get("Purpose");
        if (purpose == null) purpose = headers.get("X-Purpose");
        if (purpose == null) purpose = headers.get("X-Moz");
        return new Visit(
                request.method().name(),
                headers.get("User-Agent"),
                purpose,
                headers.get("Sec-Fetch-Mode"),
                headers.get("Sec-Fetch-Dest"));
    }

    private static @Nullable String traceParent() {
        var span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : null;
    }

    private static @Nullable String cut(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}
