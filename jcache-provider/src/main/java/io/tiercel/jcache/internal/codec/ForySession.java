/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.LIMIT;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.MALFORMED;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.REFUSED_CLASS;

import javax.cache.CacheException;
import org.apache.fory.Fory;
import org.apache.fory.memory.MemoryBuffer;
import org.apache.fory.memory.MemoryUtils;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * One instance of Fory. Classes are named in the bytes, and every name is asked of the allow list;
 * what Fory knows by a number of its own and the list does not have is refused by its serializer.
 * No class is generated and no thread started, so nothing outlives the instance. A class whose
 * fields changed is noticed by a hash. For one thread at a time.
 */
final class ForySession {
  /** Bytes of objects that one value may become. */
  private static final long MAX_GRAPH_BYTES = 8L * ValueCodecs.MAX_BYTES;

  private final ClassAccess classes;
  private final Fory fory;
  private @Nullable String refused;

  ForySession(ClassAccess classes) {
    this.classes = classes;
    this.fory =
        Fory.builder()
            .withXlang(false)
            .withCompatible(false)
            .withClassVersionCheck(true)
            .withRefTracking(true)
            .withCodegen(false)
            .withAsyncCompilation(false)
            .requireClassRegistration(false)
            .suppressClassRegistrationWarnings(true)
            .registerGuavaTypes(false)
            .withDeserializeUnknownClass(false)
            .withMaxDepth(ReadLimits.MAX_DEPTH)
            .withMaxGraphMemoryBytes(MAX_GRAPH_BYTES)
            .withClassLoader(classes.loader())
            .withTypeChecker(this::admits)
            .withSerializerFactory(ForySession::serializer)
            .build();
    ForyRefusal.refuseUnlisted(fory, classes.allowed(), this::refuse);
  }

  /**
   * Returns the bytes of a value.
   *
   * @throws CacheException if a class in it is refused, or Fory cannot write it
   */
  @SuppressWarnings("checkstyle:IllegalCatch") // whatever Fory meets in the user's classes
  byte[] write(Object value) {
    refused = null;
    try {
      return fory.serialize(value);
    } catch (StackOverflowError e) {
      throw new CacheException(Messages.tooDeepToWrite("value", value.getClass()), e);
    } catch (RuntimeException | LinkageError e) {
      throw new CacheException(
          refused == null
              ? Messages.notWrittenAs("fory", value.getClass(), String.valueOf(e.getMessage()))
              : Messages.notAllowed("value", value.getClass(), refused),
          e);
    }
  }

  /**
   * Returns the value of bytes.
   *
   * @throws UndecodableValueException if there is none
   */
  @SuppressWarnings("checkstyle:IllegalCatch") // whatever Fory meets in forged bytes
  Object read(byte[] payload) throws UndecodableValueException {
    refused = null;
    MemoryBuffer in = MemoryUtils.wrap(payload);
    Object value;
    try {
      value = fory.deserialize(in);
    } catch (StackOverflowError e) {
      throw new UndecodableValueException(LIMIT, Messages.tooDeepToRead(), e);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw refused == null
          ? new UndecodableValueException(MALFORMED, Messages.malformed("fory", e), e)
          : new UndecodableValueException(REFUSED_CLASS, Messages.refusedClass(refused), e);
    }
    int unread = payload.length - in.readerIndex();
    if (unread > 0) {
      throw new UndecodableValueException(MALFORMED, Messages.trailingBytes(unread), null);
    }
    if (value == null) {
      throw new UndecodableValueException(MALFORMED, Messages.serializedNull(), null);
    }
    return value;
  }

  /**
   * Tells whether a class may be used. Asked for the declared types of fields, too: the JDK's
   * interfaces are no value's class. What is not visible to the manager's loader is refused, since
   * Fory would ask the thread's.
   */
  private boolean admits(TypeResolver resolver, String className) {
    try {
      if (!isInterfaceOfJdk(className)) {
        classes.find(className);
      }
      return true;
    } catch (UndecodableValueException e) {
      refuse(className);
      return false;
    }
  }

  /** Returns the serializer of a class that was admitted, null for Fory's own. */
  private static @Nullable Serializer<?> serializer(TypeResolver resolver, Class<?> type) {
    return type.isRecord() ? ForyRecord.of(resolver.getConfig(), type) : null;
  }

  private static boolean isInterfaceOfJdk(String className) {
    try {
      return className.startsWith("java.") && Class.forName(className, false, null).isInterface();
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private void refuse(String className) {
    if (refused == null) {
      refused = className;
    }
  }
}
