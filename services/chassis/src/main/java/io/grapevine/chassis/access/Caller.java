package io.grapevine.chassis.access;

import io.grapevine.events.ApiKeyPublished;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who sent the current request, as its key proves; resources ask it for the tenant. */
@RequestScoped
public class Caller {

    private @Nullable ApiKey key;

    void identified(ApiKey key) {
        this.key = key;
    }

    public String tenantId() {
        return key().tenantId();
    }

    public ApiKeyPublished.Kind kind() {
        return key().kind();
    }

    /** Which key it was, for records of who did what. */
    public String keyHint() {
        return key().hint();
    }

    /** Hash of the key, by which the database knows whose it is. */
    public String keyHash() {
        return key().keyHash();
    }

    /** Who holds the key and may sign with it; empty for a machine's key, which signs nothing. */
    public Optional<String> person() {
        return Optional.ofNullable(key().person());
    }

    /** Browser origins the key answers to; empty means any. */
    public List<String> origins() {
        return key().origins();
    }

    private ApiKey key() {
        if (key == null) throw new IllegalStateException("the resource lacks @RequiresKey");
        return key;
    }
}
