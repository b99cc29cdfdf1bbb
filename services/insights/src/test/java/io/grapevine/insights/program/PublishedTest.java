package io.grapevine.insights.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.LinkPublished;
import io.grapevine.events.ParticipantPublished;
import org.junit.jupiter.api.Test;

class PublishedTest {

    @Test
    void anAdvocateIsKnownByWhatWasPublishedOfThem() {
        var published = new ParticipantPublished("par_1", "spring", "ada", "ADA", "hash", "en", null);
        assertThat(Advocate.of("demo", published)).isEqualTo(new Advocate("demo", "par_1", "spring", "ada", "ADA"));
    }

    @Test
    void aCodeIsItsOwnersWhereverItLeads() {
        var published = new LinkPublished("lnk_1", "spring", "ADA", "par_1", "ada", "https://shop.example/", null);
        assertThat(CodeOwner.of("demo", published))
                .isEqualTo(new CodeOwner("demo", "lnk_1", "spring", "ADA", "par_1", "ada"));
    }
}
