package io.grapevine.attribution.conversion;

import static java.util.stream.Collectors.groupingBy;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Explanation.Contender;
import io.grapevine.events.Explanation.Contest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Programs that must not both pay one conversion. Each has decided as if it were alone; of those of one group that would be
 * credited the first in precedence is, and the others say who is.
 */
public final class Contests {

    private record Unit(ConversionDecided.Kind kind, String subject, String group) {}

    private Contests() {}

    /** @param statements of all programs about the same conversions, in any order */
    public static List<Statement> settle(Collection<Statement> statements) {
        var claims = statements.stream()
                .filter(statement -> statement.claim() != null)
                .collect(groupingBy(Contests::unit));
        var contests = new HashMap<Unit, Contest>();
        claims.forEach((unit, competing) -> {
            if (competing.size() > 1) contests.put(unit, contest(unit.group(), competing));
        });
        return statements.stream()
                .map(statement -> statement.claim() == null ? statement : settled(statement, contests))
                .toList();
    }

    private static Statement settled(Statement statement, Map<Unit, Contest> contests) {
        var contest = contests.get(unit(statement));
        return contest == null ? statement : statement.after(contest);
    }

    private static Contest contest(String group, List<Statement> competing) {
        var claims = competing.stream()
                .map(statement -> Objects.requireNonNull(statement.claim()))
                .sorted(Claim.PRECEDENCE)
                .toList();
        return new Contest(
                group,
                IntStream.range(0, claims.size())
                        .mapToObj(place -> contender(claims.get(place), place == 0))
                        .toList());
    }

    private static Contender contender(Claim claim, boolean winner) {
        return new Contender(
                claim.programKey(),
                claim.programVersion(),
                claim.rank(),
                claim.manual(),
                claim.evidenceClass().wireName(),
                claim.touchedAt(),
                winner);
    }

    private static Unit unit(Statement statement) {
        return new Unit(
                statement.key().kind(),
                statement.key().subject(),
                Objects.requireNonNull(statement.claim()).group());
    }
}
