package io.grapevine.chassis.egress;

import io.grapevine.chassis.egress.Answer.Answered;
import io.grapevine.chassis.egress.Answer.Failure;
import io.grapevine.chassis.egress.Answer.Unanswered;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. The status line decides: a receiver that said 200 has the message, whatever becomes of its body. The
 * body is read only to give the connection back, within the same time and a bound, else the connection is closed.
 */
final class Exchange {

    // Receivers have nothing to tell us; a longer body costs more to read than a new connection does.
    private static final int LONGEST_BODY = 16 * 1024;

    private final Vertx vertx;
    private final HttpClient client;
    private final RequestOptions options;
    private final Buffer body;
    private final Promise<Answer> answer = Promise.promise();
    private final long timer;
    private @Nullable HttpClientRequest request;
    private boolean over;
    private int received;

    Exchange(Vertx vertx, HttpClient client, RequestOptions options, Buffer body, Duration timeout) {
        this.vertx = vertx;
        this.client = client;
        this.options = options;
        this.body = body;
        this.timer = vertx.setTimer(timeout.toMillis(), expired -> abort(new Unanswered(Failure.TIMEOUT)));
    }

    /** The answer; all call-backs run in the context of the caller, so no state here is shared. */
    Future<Answer> start() {
        client.request(options).onSuccess(this::send).onFailure(this::fail);
        return answer.future();
    }

    private void send(HttpClientRequest connected) {
        request = connected;
        if (over) {
            abort(new Unanswered(Failure.TIMEOUT));
            return;
        }
        connected.response().onSuccess(this::answered).onFailure(this::fail);
        connected.end(body).onFailure(this::fail);
    }

    private void answered(HttpClientResponse response) {
        var retryAfter = response.getHeader(HttpHeaders.RETRY_AFTER);
        answer.tryComplete(new Answered(response.statusCode(), retryAfter));
        response.exceptionHandler(broken -> finish()).handler(this::count).endHandler(ended -> finish());
    }

    private void count(Buffer part) {
        received += part.length();
        if (received > LONGEST_BODY) abort(new Unanswered(Failure.CONNECTION_CLOSED));
    }

    private void fail(Throwable failure) {
        answer.tryFail(failure);
        finish();
    }

    /** Ends the exchange; what was answered before stays. */
    private void abort(Answer ifUnanswered) {
        answer.tryComplete(ifUnanswered);
        finish();
        if (request != null) request.reset();
    }

    private void finish() {
        over = true;
        vertx.cancelTimer(timer);
    }
}
