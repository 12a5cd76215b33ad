/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import org.jspecify.annotations.Nullable;

/**
 * Writes through to a {@link CacheWriter}, before the tiers are changed; whatever it throws becomes
 * a {@link CacheWriterException}. Without a writer nothing happens.
 */
public final class SourceWrites<K, V> {
  private final @Nullable CacheWriter<? super K, ? super V> writer;

  /** Wraps a writer, or none. */
  public SourceWrites(@Nullable CacheWriter<? super K, ? super V> writer) {
    this.writer = writer;
  }

  /** Tells whether there is a writer. */
  boolean present() {
    return writer != null;
  }

  void write(K key, V value) {
    if (writer != null) {
      run(() -> writer.write(new SimpleEntry<>(key, value)));
    }
  }

  void delete(K key) {
    if (writer != null) {
      run(() -> writer.delete(key));
    }
  }

  /**
   * Writes some entries.
   *
   * @param left takes the keys that were not written, also if this throws
   * @throws CacheWriterException if the writer fails
   */
  void writeAll(Map<? extends K, ? extends V> entries, Collection<Object> left) {
    if (writer == null || entries.isEmpty()) {
      return;
    }
    Collection<Cache.Entry<? extends K, ? extends V>> remaining = new ArrayList<>();
    entries.forEach((key, value) -> remaining.add(new SimpleEntry<K, V>(key, value)));
    try {
      run(() -> writeAll(writer, remaining));
    } catch (CacheWriterException e) {
      remaining.forEach(entry -> left.add(entry.getKey()));
      throw e;
    }
  }

  /**
   * Deletes some entries.
   *
   * @param left takes the keys that were not deleted, also if this throws
   * @throws CacheWriterException if the writer fails
   */
  void deleteAll(Collection<? extends K> keys, Collection<Object> left) {
    if (writer == null || keys.isEmpty()) {
      return;
    }
    Collection<Object> remaining = new ArrayList<>(keys);
    try {
      run(() -> writer.deleteAll(remaining));
    } catch (CacheWriterException e) {
      left.addAll(remaining);
      throw e;
    }
  }

  @SuppressWarnings("unchecked") // the writer takes supertypes of our keys and values
  private static <K, V> void writeAll(
      CacheWriter<? super K, ? super V> writer,
      Collection<Cache.Entry<? extends K, ? extends V>> entries) {
    ((CacheWriter<K, V>) writer).writeAll(entries);
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the writer is the application's code
  private static void run(Runnable write) {
    try {
      write.run();
    } catch (CacheWriterException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CacheWriterException(Messages.writerFailed(), e);
    }
  }
}
