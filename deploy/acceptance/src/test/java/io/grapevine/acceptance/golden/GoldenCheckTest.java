package io.grapevine.acceptance.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check can fail. */
class GoldenCheckTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = ';', textBlock = """
                    {"phi": {"a": 1.5}}   ; {"phi": {"a": 1.5000000000001}}   ; true
                    {"phi": {"a": 1.5}}   ; {"phi": {"a": 1.50001}}           ; false
                    {"phi": {"a": 1.5}}   ; {"phi": {"a": 1.5, "b": 0}}       ; false
                    {"phi": {"a": 1.5}}   ; {"phi": {}}                       ; false
                    {"other": {"a": 1.5}} ; {"other": {"a": 1.5, "b": 0}}     ; true
                    {"units": 7}          ; {"units": 7.0}                    ; true
                    {"units": 7}          ; {"units": 7.0000000000001}        ; false
                    {"units": 7}          ; {"units": "7"}                    ; false
                    """)
    void valuesAreHeldAgainstEachOther(String expected, String found, boolean same) throws IOException {
        assertThat(differ(expected, found)).isEqualTo(!same);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    b,2,0.5 a,1,78.0 ; true
                    a,1,78 b,2,0.50  ; true
                    a,1,78 b,2,5E-1  ; true
                    a,1,78 b,2,0.51  ; false
                    a,1.0,78 b,2,0.5 ; false
                    a,1,78 b,2       ; false
                    a,1,78 b,2,0.5,3 ; false
                    a,1,78           ; false
                    a,1,78 b,2,0.5 c,3,0.5 ; false
                    a,1,78 b,2,x     ; false
                    """)
    void filesAreHeldAgainstEachOtherRowByRow(String rows, boolean same) throws IOException {
        Files.writeString(directory.resolve("expected.csv"), "a,1,78.0\nb,2,0.5\n");
        var found = Files.writeString(directory.resolve("found.csv"), rows.replace(' ', '\n') + "\n");
        assertThat(differ("{\"file\": \"expected.csv\"}", "{\"file\": \"" + found + "\"}"))
                .isEqualTo(!same);
    }

    private boolean differ(String expected, String found) throws IOException {
        var json = new ObjectMapper();
        var check = new GoldenCheck(json.createObjectNode(), directory);
        return !check.differences(json.readTree(expected), json.readTree(found)).isEmpty();
    }
}
