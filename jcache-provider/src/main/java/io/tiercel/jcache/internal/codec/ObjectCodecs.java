/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import io.tiercel.jcache.config.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * The codecs of one cache by their ids. Those that need a library are made when a value needs them
 * first, and are unknown where the library is not on the class path. Safe for many threads.
 */
final class ObjectCodecs {
  private final Serialization java;
  private final ClassAccess classes;
  private final Class<?> valueType;
  private volatile @Nullable ObjectCodec fory;
  private volatile @Nullable ObjectCodec json;

  ObjectCodecs(Serialization java, ClassAccess classes, Class<?> valueType) {
    this.java = java;
    this.classes = classes;
    this.valueType = valueType;
  }

  /** Returns a codec whose library is there. */
  ObjectCodec of(ValueCodec codec) {
    return switch (codec) {
      case AUTO, JAVA -> java;
      case FORY -> fory();
      case JSON -> json();
    };
  }

  /** Returns the codec of an id, or null if there is none here. */
  @Nullable ObjectCodec ofId(int id) {
    return switch (id) {
      case Serialization.ID -> java;
      case Ids.FORY -> fory != null ? fory : find(ValueCodec.FORY);
      case Ids.JSON, Ids.TYPED_JSON -> json != null ? json : find(ValueCodec.JSON);
      default -> null;
    };
  }

  private @Nullable ObjectCodec find(ValueCodec codec) {
    return codec.isAvailable() ? of(codec) : null;
  }

  private synchronized ObjectCodec fory() {
    ObjectCodec made = fory;
    if (made == null) {
      made = new ForyCodec(classes);
      fory = made;
    }
    return made;
  }

  private synchronized ObjectCodec json() {
    ObjectCodec made = json;
    if (made == null) {
      made = new JsonCodec(classes, valueType);
      json = made;
    }
    return made;
  }

  /** The ids of codecs that need a library, apart from their classes. */
  static final class Ids {
    static final int FORY = 19;
    static final int JSON = 20;
    static final int TYPED_JSON = 21;

    private Ids() {}
  }
}
