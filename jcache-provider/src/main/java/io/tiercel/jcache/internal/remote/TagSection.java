/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.EntryTags;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tags of an entry between its header and its value, big endian: the length of all this (2),
 * whether scripts can judge them (1), the sum of their epochs modulo 2^32 (4), their number (1);
 * then for each the length of its key (2), its key in UTF-8. A script can where the epochs lie in
 * the entry's slot, or there are no slots.
 *
 * @param judged whether scripts have judged the tags
 * @param tags the tags
 */
record TagSection(boolean judged, EntryTags tags) {
  private static final int FIXED = Short.BYTES + 1 + Integer.BYTES + 1;
  private static final long LOWER = 0xFFFF_FFFFL;

  /** Returns the section of an entry, or null if it has none, or a malformed one. */
  static @Nullable TagSection of(byte[] stored) {
    int end = end(stored);
    if (end < EntryHeader.LENGTH + FIXED || end > stored.length) {
      return null;
    }
    ByteBuffer bytes =
        ByteBuffer.wrap(stored, EntryHeader.LENGTH, end - EntryHeader.LENGTH).slice();
    bytes.getShort();
    boolean judged = bytes.get() != 0;
    int sum = bytes.getInt();
    List<String> keys = new ArrayList<>();
    for (int left = bytes.get(); left > 0; left--) {
      int length = bytes.remaining() < Short.BYTES ? -1 : Short.toUnsignedInt(bytes.getShort());
      if (length < 0 || length > bytes.remaining()) {
        return null;
      }
      byte[] key = new byte[length];
      bytes.get(key);
      keys.add(new String(key, StandardCharsets.UTF_8));
    }
    return new TagSection(judged, new EntryTags(keys, sum, EntryTags.EVER));
  }

  /** Returns where the value of an entry begins: behind its header and its tags. */
  static int end(byte[] stored) {
    boolean tagged = (stored[1] & EntryHeader.TAGGED) != 0;
    return tagged && stored.length >= EntryHeader.LENGTH + FIXED
        ? EntryHeader.LENGTH
            + Short.toUnsignedInt(ByteBuffer.wrap(stored).getShort(EntryHeader.LENGTH))
        : EntryHeader.LENGTH;
  }

  byte[] toBytes() {
    List<byte[]> keys =
        tags.keys().stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toList();
    int length = FIXED + keys.stream().mapToInt(key -> Short.BYTES + key.length).sum();
    ByteBuffer bytes =
        ByteBuffer.allocate(length)
            .putShort((short) length)
            .put((byte) (judged ? 1 : 0))
            .putInt(tags.sum())
            .put((byte) keys.size());
    keys.forEach(key -> bytes.putShort((short) key.length).put(key));
    return bytes.array();
  }

  /** Tells whether the tags stand by the epochs that a read found. */
  boolean stands(Function<String, byte @Nullable []> found) {
    long sum = 0;
    for (String key : tags.keys()) {
      long epoch = Epochs.number(found.apply(key));
      if (epoch == 0) {
        return false;
      }
      sum += epoch;
    }
    return (sum & LOWER) == (tags.sum() & LOWER);
  }
}
