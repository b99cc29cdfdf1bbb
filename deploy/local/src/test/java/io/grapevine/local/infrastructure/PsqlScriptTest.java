package io.grapevine.local.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.local.infrastructure.PsqlScript.Step;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PsqlScriptTest {

    @Test
    void aScriptIsItsStatementsInOrder() {
        // When
        var script = PsqlScript.parse("""
                -- who
                select 'create role x'
                where true \\gexec

                alter role x password :'secret';
                \\connect shop
                drop table t;
                """, Map.of("secret", "it's"));
        // Then
        assertThat(script.steps())
                .containsExactly(
                        new Step.ExecuteResult("select 'create role x'\nwhere true"),
                        new Step.Execute("alter role x password 'it''s'"),
                        new Step.Connect("shop"),
                        new Step.Execute("drop table t"));
    }

    @Test
    void aVariableWithoutAValueIsNamed() {
        assertThatThrownBy(() -> PsqlScript.parse("select :'nothing';", Map.of()))
                .hasMessageContaining("nothing");
    }

    @Test
    void aStatementWithoutAnEndIsRefused() {
        assertThatThrownBy(() -> PsqlScript.parse("select 1", Map.of())).hasMessageContaining("select 1");
    }
}
