/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.LIMIT;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.MALFORMED;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.MISSING_CLASS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** Java serialization under an allow list, with one class loader. Safe for many threads. */
final class Serialization implements ObjectCodec {
  /** The id of the codec. */
  static final int ID = 1;

  private static final int SCHEMA = 1;

  private final ClassAccess classes;

  Serialization(ClassAccess classes) {
    this.classes = classes;
  }

  /** Tells whether objects of this class may be written and read. */
  boolean allows(Class<?> type) {
    return classes.allowed().allows(type);
  }

  /**
   * Returns a class that may be read.
   *
   * @throws UndecodableValueException if it may not, or is missing
   */
  Class<?> find(String className) throws UndecodableValueException {
    return classes.find(className);
  }

  /**
   * Returns the serialized form of a value.
   *
   * @throws CacheException if a class in it is not on the list or not serializable, if its own code
   *     fails, or if it is too deep for the stack
   */
  byte[] writeValue(Object value) {
    return write("value", value, false);
  }

  /**
   * Returns the serialized form of a key, with equal immutable parts written as one, whether or not
   * they are one object: keys that are equal field by field have equal bytes.
   *
   * @throws CacheException as {@link #writeValue}
   */
  byte[] writeKey(Object key) {
    return write("key", key, true);
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // writeObject and writeReplace are the user's code
  private byte[] write(String subject, Object value, boolean merging) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Class<?> refused;
    try (ListedOutput out = new ListedOutput(bytes, classes.allowed(), merging)) {
      out.writeObject(value);
      refused = out.refused();
    } catch (NotSerializableException e) {
      throw new CacheException(
          Messages.notSerializable(subject, value.getClass(), String.valueOf(e.getMessage())), e);
    } catch (CacheException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new CacheException(Messages.notWritten(subject, value.getClass()), e);
    } catch (StackOverflowError e) {
      throw new CacheException(Messages.tooDeepToWrite(subject, value.getClass()), e);
    }
    if (refused != null) {
      throw new CacheException(Messages.notAllowed(subject, value.getClass(), refused.getName()));
    }
    return bytes.toByteArray();
  }

  /**
   * Returns the object of a serialized form.
   *
   * @throws UndecodableValueException if there is none; no code of a refused class has run then
   */
  @SuppressWarnings("checkstyle:IllegalCatch") // readObject and readResolve are the user's code
  Object read(byte[] payload) throws UndecodableValueException {
    ReadLimits limits = new ReadLimits(classes.allowed(), payload.length);
    Object value;
    try (ListedInput in = new ListedInput(payload, classes.loader(), limits)) {
      value = in.readObject();
      limits.requireKept();
      if (in.unread() > 0) {
        throw undecodable(MALFORMED, Messages.trailingBytes(in.unread()), null);
      }
    } catch (ClassNotFoundException e) {
      limits.requireKept();
      throw undecodable(MISSING_CLASS, Messages.missingClass(String.valueOf(e.getMessage())), e);
    } catch (StackOverflowError e) {
      limits.requireKept();
      throw undecodable(LIMIT, Messages.tooDeepToRead(), e);
    } catch (IOException | RuntimeException | LinkageError e) {
      limits.requireKept();
      throw undecodable(MALFORMED, Messages.malformed("java", e), e);
    }
    if (value == null) {
      throw undecodable(MALFORMED, Messages.serializedNull(), null);
    }
    return value;
  }

  @Override
  public EncodedValue encode(Object value) {
    return new EncodedValue(ID, SCHEMA, writeValue(value));
  }

  @Override
  public Object decode(EncodedValue value) throws UndecodableValueException {
    ValueCodecs.requireSchema(SCHEMA, value);
    return read(value.payload());
  }

  private static UndecodableValueException undecodable(
      UndecodableValueException.Reason reason, String message, @Nullable Throwable cause) {
    return new UndecodableValueException(reason, message, cause);
  }
}
