package io.grapevine.notification.invitation;

import io.grapevine.events.InvitationRequested.Ground;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import io.grapevine.notification.mail.EmailAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a site asks on an advocate's word.
 *
 * @param inviter as the invited read it; null = the advocate's own name
 * @param language BCP 47; null = English
 * @param note the advocate's own words; null = none
 * @param reminder whether who does not come is reminded, once
 * @param friends in the order of the request, which is that of the answer
 */
public record InvitationForm(
        String participantId,
        @Nullable String inviter,
        @Nullable String language,
        @Nullable String note,
        Ground ground,
        boolean reminder,
        List<Friend> friends) {

    /** A batch is one transaction, and an advocate has not more friends than that at a time. */
    static final int MOST_FRIENDS = 50;

    private static final int LONGEST_ID = 255;
    private static final Map<String, Ground> GROUNDS =
            Arrays.stream(Ground.values()).collect(Collectors.toMap(Ground::wireName, Function.identity()));
    private static final String NAME_FIX =
            "write a name on one line, up to " + PersonalWords.LONGEST_NAME + " characters, that names no address";

    public InvitationForm {
        friends = List.copyOf(friends);
    }

    /** Somebody to invite. */
    public record Friend(EmailAddress address, @Nullable String name) {}

    public static Reading<InvitationForm> read(@Nullable Object body) {
        return Form.read(body, InvitationForm::fill);
    }

    private static @Nullable InvitationForm fill(Form form) {
        form.requires("participantId", "name the advocate, par_…");
        form.requires("consent", "say why these people may be written to: {\"ground\": \"asked\"}");
        form.requires("friends", "name whom to invite: [{\"email\": …}]");
        var participantId = form.text("participantId", LONGEST_ID);
        var inviter = form.read("inviter", PersonalWords::name, NAME_FIX);
        var language = form.read("language", InvitationForm::tag, "write a language such as de or pt-BR");
        var note = form.read(
                "note",
                PersonalWords::note,
                "write plain text, up to " + PersonalWords.LONGEST_NOTE
                        + " characters, that names no address; the advocate's link is added");
        var ground = ground(form.object("consent"));
        var reminder = form.flag("reminder");
        var friends = form.objects("friends", MOST_FRIENDS).stream()
                .map(InvitationForm::friend)
                .flatMap(Optional::stream)
                .toList();
        form.refuseRest(Set.of());
        if (form.has("friends") && friends.isEmpty())
            form.wrong("friends", "name 1 to " + MOST_FRIENDS + " people: [{\"email\": …}]");
        return participantId == null || ground == null
                ? null
                : new InvitationForm(
                        participantId, inviter, language, note, ground, !Boolean.FALSE.equals(reminder), friends);
    }

    private static @Nullable Ground ground(@Nullable Form consent) {
        if (consent == null) return null;
        consent.requires("ground", "asked, opted_in or relation");
        var ground = consent.choice("ground", GROUNDS, Set.of());
        consent.refuseRest(Set.of());
        return ground;
    }

    private static Optional<Friend> friend(Form form) {
        form.requires("email", "write the address to invite");
        var address = form.read("email", EmailAddress::parse, "write one address such as fay@example.org");
        var name = form.read("name", PersonalWords::name, NAME_FIX);
        form.refuseRest(Set.of());
        return address == null ? Optional.empty() : Optional.of(new Friend(address, name));
    }

    private static Optional<String> tag(String text) {
        var locale = Locale.forLanguageTag(text);
        return locale.getLanguage().isEmpty() ? Optional.empty() : Optional.of(locale.toLanguageTag());
    }
}
