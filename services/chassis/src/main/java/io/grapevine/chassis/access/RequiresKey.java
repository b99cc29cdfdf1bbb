package io.grapevine.chassis.access;

import io.grapevine.events.ApiKeyPublished.Kind;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The resource (or method, which then decides) answers only to a living key of one of these kinds. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresKey {
    Kind[] value() default Kind.SECRET;

    /** Whether a participant's own token is let in, too; then {@link Caller#participant} says whose. */
    boolean participants() default false;
}
