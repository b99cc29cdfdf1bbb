package io.grapevine.local.infrastructure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the part of psql's language that the bootstrap script uses, so that the same file serves psql in a container and this process, whose
 * PostgreSQL package has no psql: {@code :'name'}, {@code \gexec}, {@code \connect}, whole-line comments, and {@code ;} at the end of a line.
 */
final class PsqlScript {

    /** One step of the script. */
    sealed interface Step {
        /** Run it. */
        record Execute(String sql) implements Step {}

        /** Run each value of its result. */
        record ExecuteResult(String sql) implements Step {}

        /** Go on in another database. */
        record Connect(String database) implements Step {}
    }

    /** Opens a connection to a database of the server. */
    interface Connections {
        Connection to(String database) throws SQLException;
    }

    private static final Pattern VARIABLE = Pattern.compile(":'(\\w+)'");
    private static final String GEXEC = "\\gexec";
    private static final String CONNECT = "\\connect ";

    private final List<Step> steps;

    private PsqlScript(List<Step> steps) {
        this.steps = steps;
    }

    static PsqlScript parse(String script, Map<String, String> variables) {
        var steps = new ArrayList<Step>();
        var statement = new StringBuilder();
        for (var line : script.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("--")) continue;
            if (line.startsWith(CONNECT)) {
                steps.add(new Step.Connect(line.substring(CONNECT.length()).strip()));
                continue;
            }
            statement.append(line).append('\n');
            if (line.endsWith(GEXEC) || line.endsWith(";")) {
                steps.add(step(filled(statement.toString().strip(), variables)));
                statement.setLength(0);
            }
        }
        if (!statement.isEmpty()) throw new IllegalArgumentException("statement without an end: " + statement);
        return new PsqlScript(List.copyOf(steps));
    }

    List<Step> steps() {
        return steps;
    }

    void run(Connections connections, String firstDatabase) throws SQLException {
        var connection = connections.to(firstDatabase);
        try {
            for (var step : steps) {
                switch (step) {
                    case Step.Execute(var sql) -> execute(connection, sql);
                    case Step.ExecuteResult(var sql) -> {
                        for (var generated : values(connection, sql)) execute(connection, generated);
                    }
                    case Step.Connect(var database) -> {
                        connection.close();
                        connection = connections.to(database);
                    }
                }
            }
        } finally {
            connection.close();
        }
    }

    private static Step step(String statement) {
        return statement.endsWith(GEXEC)
                ? new Step.ExecuteResult(statement
                        .substring(0, statement.length() - GEXEC.length())
                        .strip())
                : new Step.Execute(
                        statement.substring(0, statement.length() - 1).strip());
    }

    private static String filled(String statement, Map<String, String> variables) {
        return VARIABLE.matcher(statement).replaceAll(match -> {
            var value = variables.get(match.group(1));
            if (value == null) throw new IllegalArgumentException("no value for :'" + match.group(1) + "'");
            return Matcher.quoteReplacement("'" + value.replace("'", "''") + "'");
        });
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            var _ = statement.execute(sql);
        }
    }

    private static List<String> values(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) values.add(rows.getString(1));
            return values;
        }
    }
}
