/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import java.util.function.Consumer;
import org.apache.fory.Fory;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.exception.InsecureException;
import org.apache.fory.resolver.ClassResolver;
import org.apache.fory.serializer.Serializer;

/** What stands in for a class that Fory would write and read without asking the allow list. */
final class ForyRefusal<T> extends Serializer<T> {
  /** Stands for classes with {@code writeReplace}, whose names are then asked. */
  private static final String REPLACED =
      "org.apache.fory.serializer.ReplaceResolveSerializer$ReplaceStub";

  private final String className;
  private final Consumer<String> refused;

  private ForyRefusal(Fory fory, Class<T> type, Consumer<String> refused) {
    super(fory.getConfig(), type);
    this.className = type.getName();
    this.refused = refused;
  }

  /** Refuses all that Fory has registered by itself and the list does not have. */
  static void refuseUnlisted(Fory fory, AllowList allowed, Consumer<String> refused) {
    ClassResolver resolver = (ClassResolver) fory.getTypeResolver();
    for (Class<?> type : resolver.getRegisteredClasses()) {
      if (!allowed.allows(type) && !type.getName().equals(REPLACED)) {
        refuse(fory, type, refused);
      }
    }
  }

  private static <T> void refuse(Fory fory, Class<T> type, Consumer<String> refused) {
    fory.getTypeResolver().setSerializer(type, new ForyRefusal<>(fory, type, refused));
  }

  @Override
  public void write(WriteContext context, T value) {
    throw refusal();
  }

  @Override
  public T read(ReadContext context) {
    throw refusal();
  }

  private InsecureException refusal() {
    refused.accept(className);
    return new InsecureException(className);
  }
}
