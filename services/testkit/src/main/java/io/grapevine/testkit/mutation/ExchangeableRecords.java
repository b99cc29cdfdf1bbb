package io.grapevine.testkit.mutation;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.RecordAttribute;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Agent of `make mutants`: makes a record exchangeable for its mutant by leaving the annotations of its components out.
 *
 * <p>A JVM refuses to exchange a record when those annotations are written with other constant pool indices, as PIT writes
 * them, and PIT counts a mutant that was refused as killed (hcoles/pitest#1285).
 */
public final class ExchangeableRecords implements ClassFileTransformer {

    private static final String OURS = "io/grapevine/";
    private static final ClassTransform BARE_COMPONENTS = (builder, element) ->
            builder.with(element instanceof RecordAttribute components ? bare(components) : element);

    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new ExchangeableRecords());
    }

    /** Runs when a class is loaded and again when it is exchanged, so that both forms are equally bare. */
    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> exchanged,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (className == null || !className.startsWith(OURS)) return null;
        var file = ClassFile.of();
        var model = file.parse(bytes);
        return model.findAttribute(Attributes.record()).isEmpty() ? null : file.transformClass(model, BARE_COMPONENTS);
    }

    private static RecordAttribute bare(RecordAttribute components) {
        return RecordAttribute.of(components.components().stream()
                .map(component -> RecordComponentInfo.of(
                        component.name(),
                        component.descriptor(),
                        component.attributes().stream()
                                .filter(attribute -> !(attribute instanceof RuntimeVisibleTypeAnnotationsAttribute)
                                        && !(attribute instanceof RuntimeVisibleAnnotationsAttribute))
                                .toList()))
                .toList());
    }
}
