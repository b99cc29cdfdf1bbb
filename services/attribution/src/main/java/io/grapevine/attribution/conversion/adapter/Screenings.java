package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.grapevine.attribution.conversion.Screened;
import io.grapevine.attribution.conversion.Statement;
import io.grapevine.attribution.fraud.Judgement;
import io.grapevine.attribution.fraud.Neighbourhood;
import io.grapevine.attribution.fraud.Scrutiny;
import io.grapevine.attribution.fraud.Signal;
import io.grapevine.attribution.fraud.Suspect;
import io.grapevine.attribution.identity.Usage;
import io.grapevine.attribution.program.Program;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.FraudSignal;
import io.grapevine.events.FraudTerms;
import io.grapevine.events.Screening;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Screens what would be credited, once the programs have been compared: loads what is around it, and asks the pure core. */
final class Screenings {

    private final Mutiny.StatelessSession session;
    private final Collection<Program> programs;

    Screenings(Mutiny.StatelessSession session, Collection<Program> programs) {
        this.session = session;
        this.programs = programs;
    }

    /** Where nobody ever showed anything that people are told to be the same by, only a program that looks for fraud finds any. */
    Uni<List<Statement>> screen(List<Statement> statements) {
        var byProgram = statements.stream()
                .filter(statement -> Screened.isToBe(statement.decided()))
                .collect(groupingBy(statement -> statement.key().programKey()));
        return Multi.createFrom()
                .iterable(programs)
                .filter(program -> byProgram.containsKey(program.key())
                        && (program.usages().contains(Usage.SIGHTINGS) || program.looksForFraud()))
                .onItem()
                .transformToUniAndConcatenate(
                        program -> screen(program, Objects.requireNonNull(byProgram.get(program.key()))))
                .collect()
                .asList()
                .map(screened -> replaced(statements, screened));
    }

    private static List<Statement> replaced(List<Statement> statements, List<List<Statement>> screened) {
        var byKey = screened.stream().flatMap(List::stream).collect(toMap(Statement::key, statement -> statement));
        return statements.stream()
                .map(statement -> byKey.getOrDefault(statement.key(), statement))
                .toList();
    }

    private Uni<List<Statement>> screen(Program program, List<Statement> statements) {
        var origins = new Origins(session, program);
        return origins.of(statements).chain(found -> {
            var suspects = statements.stream()
                    .collect(toMap(
                            statement -> statement,
                            statement -> Screened.suspect(statement.decided(), found),
                            (one, other) -> one,
                            LinkedHashMap::new));
            return new Neighbourhoods(session, program)
                    .of(suspects.values())
                    .map(around -> scrutinised(program, suspects, around))
                    .chain(own -> withSignUps(program, own))
                    .chain(signals -> judged(program, signals));
        });
    }

    private static Map<Statement, List<Signal>> scrutinised(
            Program program, Map<Statement, Suspect> suspects, Neighbourhood around) {
        var found = new LinkedHashMap<Statement, List<Signal>>();
        suspects.forEach((statement, suspect) ->
                found.put(statement, Scrutiny.signals(suspect, around, terms(program, statement))));
        return found;
    }

    /** What speaks against a sign-up speaks against every order that rests on it. */
    private Uni<Map<Statement, List<Signal>>> withSignUps(Program program, Map<Statement, List<Signal>> own) {
        if (!program.looksForFraud()) return Uni.createFrom().item(own);
        var signUps = new HashMap<String, List<Signal>>();
        own.forEach((statement, signals) -> {
            var decided = statement.decided();
            if (decided.kind() == Kind.SIGNUP) signUps.put(Objects.requireNonNull(decided.customerId()), signals);
        });
        var others = new HashSet<String>();
        for (var statement : own.keySet())
            if (Screened.restsOnSignUp(statement.decided()) && !signUps.containsKey(customer(statement)))
                others.add(customer(statement));
        return Conversions.signUpsOf(session, program.key(), others).map(stored -> {
            for (var signUp : stored) {
                var screening = signUp.explanation().screening();
                if (screening != null) signUps.put(Objects.requireNonNull(signUp.customerId()), asFound(screening));
            }
            var all = new LinkedHashMap<Statement, List<Signal>>();
            own.forEach((statement, signals) -> all.put(
                    statement,
                    Screened.restsOnSignUp(statement.decided())
                            ? inheriting(
                                    signUps.getOrDefault(customer(statement), List.of()),
                                    signals,
                                    terms(program, statement))
                            : signals));
            return all;
        });
    }

    private static List<Signal> asFound(Screening screening) {
        return screening.signals().stream()
                .map(signal -> new Signal(signal.code(), false, signal.evidence()))
                .toList();
    }

    private static List<Signal> inheriting(List<Signal> ofSignUp, List<Signal> own, FraudTerms terms) {
        var byCode = new EnumMap<FraudSignal, Signal>(FraudSignal.class);
        for (var signal : own) byCode.put(signal.code(), signal);
        for (var signal : ofSignUp)
            if (terms.weightOf(signal.code()) > 0)
                byCode.put(signal.code(), new Signal(signal.code(), true, signal.evidence()));
        return List.copyOf(byCode.values());
    }

    private Uni<List<Statement>> judged(Program program, Map<Statement, List<Signal>> found) {
        var suspicious = new LinkedHashMap<Statement, List<Signal>>();
        found.forEach((statement, signals) -> {
            if (!signals.isEmpty()) suspicious.put(statement, signals);
        });
        if (suspicious.isEmpty()) return Uni.createFrom().item(List.of());
        return words(program, suspicious.keySet()).map(words -> {
            var screened = new ArrayList<Statement>();
            suspicious.forEach((statement, signals) -> Judgement.of(
                            signals,
                            terms(program, statement),
                            words.onSignUpOf(statement.decided().customerId()),
                            words.of(statement.key()))
                    .ifPresent(screening -> screened.add(statement.screened(screening))));
            return screened;
        });
    }

    private Uni<ReviewWords.Latest> words(Program program, Set<Statement> suspicious) {
        var customers = new HashSet<String>();
        for (var statement : suspicious)
            if (Screened.restsOnSignUp(statement.decided())) customers.add(customer(statement));
        return ReviewWords.latest(
                session, program.key(), suspicious.stream().map(Statement::key).toList(), customers);
    }

    private static FraudTerms terms(Program program, Statement statement) {
        var number = statement.decided().programVersion();
        return program.versions().stream()
                .filter(version -> version.number() == number)
                .map(version -> program.termsOf(version, statement.decided().occurredAt())
                        .screening())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("decided by an unknown version " + number));
    }

    private static String customer(Statement statement) {
        return Objects.requireNonNull(statement.decided().customerId());
    }
}
