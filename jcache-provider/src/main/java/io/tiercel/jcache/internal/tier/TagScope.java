/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import io.tiercel.jcache.internal.codec.KeyText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tags of one tenant, or of the caches that no tenant owns, by their keys in Redis, which also
 * name them where there is none: {@code <prefix><tenant>:$tag:<tag>:v1}. Immutable.
 *
 * @param start how the keys begin
 */
public record TagScope(String start) {
  private static final String END = ":v1";
  private static final int LONGEST = 200;

  /**
   * Returns the tags of a tenant.
   *
   * @param prefix what all keys begin with
   * @param tenant the tenant, null for the caches that no tenant owns
   * @param braced whether the tenant decides the slot in a cluster
   */
  public static TagScope of(String prefix, @Nullable String tenant, boolean braced) {
    if (tenant == null) {
      return new TagScope(prefix + "$tag:");
    }
    String escaped = KeyText.escapeName(tenant);
    return new TagScope(prefix + (braced ? '{' + escaped + '}' : escaped) + ":$tag:");
  }

  /** Returns the key of a tag. */
  public String key(String tag) {
    String escaped = KeyText.escapeName(tag);
    return start + (escaped.length() <= LONGEST ? escaped : hash(tag)) + END;
  }

  /** No escaped tag begins as a hash does. */
  private static String hash(String tag) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(tag.getBytes(StandardCharsets.UTF_16BE));
      return "~h" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Returns the keys of some tags, each once, in order. */
  public List<String> keys(Collection<String> tags) {
    if (tags.isEmpty()) {
      return List.of();
    }
    TreeSet<String> keys = new TreeSet<>();
    tags.forEach(tag -> keys.add(key(tag)));
    return new ArrayList<>(keys);
  }
}
