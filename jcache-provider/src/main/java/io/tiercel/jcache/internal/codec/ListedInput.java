/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An object stream over given bytes that finds classes by name through one class loader, only those
 * that are on the list, and no proxies. A refused class is not even loaded.
 */
final class ListedInput extends ObjectInputStream {
  private static final Map<String, Class<?>> PRIMITIVES =
      Stream.of(
              boolean.class,
              byte.class,
              char.class,
              double.class,
              float.class,
              int.class,
              long.class,
              short.class,
              void.class)
          .collect(Collectors.toUnmodifiableMap(Class::getName, type -> type));

  private final ByteArrayInputStream bytes;
  private final ClassLoader loader;
  private final ReadLimits limits;

  /** Opens a stream and reads its first bytes. */
  ListedInput(byte[] payload, ClassLoader loader, ReadLimits limits) throws IOException {
    this(new ByteArrayInputStream(payload), loader, limits);
  }

  private ListedInput(ByteArrayInputStream bytes, ClassLoader loader, ReadLimits limits)
      throws IOException {
    super(bytes);
    this.bytes = bytes;
    this.loader = loader;
    this.limits = limits;
    setObjectInputFilter(limits);
  }

  /** Returns the number of bytes behind those that the stream has taken. */
  int unread() {
    return bytes.available();
  }

  @Override
  protected Class<?> resolveClass(ObjectStreamClass description)
      throws InvalidClassException, ClassNotFoundException {
    String name = description.getName();
    Class<?> primitive = PRIMITIVES.get(name);
    if (primitive != null) {
      return primitive;
    }
    if (!limits.admits(name)) {
      throw new InvalidClassException(name, "refused");
    }
    return Class.forName(name, false, loader);
  }

  @Override
  protected Class<?> resolveProxyClass(String[] interfaces) throws InvalidClassException {
    limits.refuse(Messages.refusedProxy(interfaces));
    throw new InvalidClassException("proxy", "refused");
  }
}
