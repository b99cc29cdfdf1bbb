package io.grapevine.benchmark.mails.adapter;

import io.grapevine.benchmark.classify.Turns;
import io.grapevine.benchmark.figure.Figure;
import io.grapevine.benchmark.figure.Rounds;
import io.grapevine.benchmark.figure.Unit;
import io.grapevine.benchmark.mails.Letters;
import io.grapevine.benchmark.running.Plan;
import io.grapevine.benchmark.running.adapter.Session;
import io.grapevine.notification.template.Bank;
import io.grapevine.notification.template.Letter;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.mailencoder.MailEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** How many mails one thread writes in a second: the words alone, and down to the last byte that goes to a mail server. */
public final class MailsBenchmark {

    private static final Plan.Name NAME = Plan.Name.MAILS;
    private static final int READERS = 5_000;
    /** Some milliseconds: the clock costs nothing beside them. */
    private static final int BLOCK = 32;

    private static final double MICROS = 1e6;

    private MailsBenchmark() {}

    public static void run(Session session) {
        var letters = new Letters(Bank.ready());
        var frame = new QuteFrame();
        measure(session, "letters composed", name -> letters.to(name).greeting().contains(name));
        measure(
                session,
                "mails rendered: composed, set, encoded",
                name -> written(frame, letters.to(name)).contains(name));
    }

    private static String written(QuteFrame frame, Letter letter) {
        var mail = new MailMessage()
                .setFrom("Grapevine <rewards@grapevine.localhost>")
                .setTo("ada@shop.example")
                .setSubject(letter.subject())
                .setText(frame.text(letter))
                .setHtml(frame.html(letter));
        return new MailEncoder(mail, "grapevine.localhost").encode();
    }

    private static void measure(Session session, String what, Predicate<String> write) {
        var plan = session.plan();
        var turns = new Turns(Letters.readers(READERS), System::nanoTime);
        if (plan.warmUp().isPositive())
            session.progress()
                    .tell("mails: %s, warming up at %,.0f/s", what, MICROS / turns.round(write, plan.warmUp(), BLOCK));
        long before = turns.flagged();
        List<Double> rounds = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++)
            rounds.add(MICROS / turns.round(write, plan.round(), BLOCK));
        session.findings()
                .add(Figure.of(NAME.word(), what, Unit.PER_SECOND, Rounds.spread(rounds, Double::doubleValue)));
        if (turns.flagged() == before) session.findings().complain(NAME.word(), Map.of("no mail named its reader", 1L));
    }
}
