/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import io.tiercel.jcache.internal.codec.UndecodableValueException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What nobody should send, and what may come of it: a value, or the one exception. */
final class HostileBytes {
  static final ClassLoader LOADER = HostileBytes.class.getClassLoader();

  static final AllowList LIST =
      AllowList.of(
          List.of(
              Point.class.getName(),
              Link.class.getName(),
              Failing.class.getName(),
              Swallowing.class.getName()));

  static final ValueCodecs CODECS = new ValueCodecs(LOADER, LIST);

  private HostileBytes() {}

  /** Asserts that bytes are refused, and why. */
  static void assertUndecodable(EncodedValue value, Reason reason, String message) {
    Throwable refusal = catchThrowable(() -> CODECS.decode(value));
    assertThat(refusal)
        .isInstanceOf(UndecodableValueException.class)
        .hasMessageStartingWith("TIERCEL-21")
        .hasMessageContaining(message);
    assertThat(((UndecodableValueException) refusal).reason()).isEqualTo(reason);
  }

  /** Returns the value or the one exception that may be; fails on any other. */
  static Object outcomeOf(EncodedValue value, String round) {
    try {
      return CODECS.decode(value);
    } catch (UndecodableValueException e) {
      return e;
    } catch (RuntimeException | Error e) {
      return fail(round + " payload=" + HexFormat.of().formatHex(value.payload()), e);
    }
  }

  /** What the JDK writes of an object, whatever the list says. */
  static byte[] stream(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  static int lastIndexOf(byte[] bytes, byte[] part) {
    return new String(bytes, ISO_8859_1).lastIndexOf(new String(part, ISO_8859_1));
  }

  /** A listed record. */
  record Point(int x, String name) implements Serializable {}

  /** A listed chain. */
  record Link(Object next) implements Serializable {}

  /** Not on the list; tells that its code ran. */
  static class Planted implements Serializable {
    static final AtomicInteger RUNS = new AtomicInteger();
    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      RUNS.incrementAndGet();
    }

    @Override
    public int hashCode() {
      return 7;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Planted;
    }
  }

  /** Not on the list either. */
  static final class Inherited extends Planted {
    private static final long serialVersionUID = 1L;
  }

  /** A listed class that reads another object, and goes on if that fails. */
  static final class Swallowing implements Serializable {
    private static final long serialVersionUID = 1L;
    private final transient Object part;

    Swallowing(Object part) {
      this.part = part;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.writeObject(part);
    }

    private void readObject(ObjectInputStream in) {
      try {
        in.readObject();
      } catch (IOException | ClassNotFoundException | RuntimeException e) {
        assertThat(e).isNotNull();
      }
    }
  }

  /** A listed class that fails to read itself. */
  static final class Failing implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String kind;

    Failing(String kind) {
      this.kind = kind;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      String message = "planted " + kind;
      switch (kind) {
        case "io" -> throw new IOException(message);
        case "runtime" -> throw new IllegalStateException(message);
        case "class" -> throw new ClassNotFoundException(message);
        default -> throw new NoClassDefFoundError(message);
      }
    }
  }
}
