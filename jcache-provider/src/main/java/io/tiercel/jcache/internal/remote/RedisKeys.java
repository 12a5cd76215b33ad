/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.internal.codec.KeyText;
import io.tiercel.jcache.internal.tier.CacheAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Redis keys of one cache, as docs/reference/redis-keys.md says: {@code
 * <prefix><cache>:<id>:<version>}, where a cache is {@code tenant:resource} or a plain name.
 * Immutable.
 */
final class RedisKeys {
  private final String entryStart;
  private final String entryEnd;
  private final String idFrom;
  private final String idTo;
  private final List<String> epochs;
  private final HashTag tag;

  RedisKeys(CacheAddress address, String prefix, HashTag tag) {
    String resource = KeyText.escapeName(address.resource());
    String tenant = address.tenant() == null ? null : KeyText.escapeName(address.tenant());
    this.entryStart = prefix + tagged(tenant, resource, tag) + ':';
    this.entryEnd = ':' + address.version();
    this.idFrom = String.valueOf(entryStart.getBytes(StandardCharsets.UTF_8).length + 1);
    this.idTo = String.valueOf(-entryEnd.getBytes(StandardCharsets.UTF_8).length - 1);
    this.tag = tag;
    List<String> keys = new ArrayList<>();
    keys.add(entryStart + "$meta" + entryEnd);
    if (tenant != null) {
      keys.add(tenantEpoch(prefix, tenant, tag));
    }
    this.epochs = List.copyOf(keys);
  }

  /** Returns the key of an entry. */
  String entry(String id) {
    return entryStart + id + entryEnd;
  }

  /** Returns the key of the lock of an entry. */
  String lock(String id) {
    return entryStart + "$lock:" + id + entryEnd;
  }

  /** Returns where in the bytes of an entry's key its id begins, counted from 1. */
  String idFrom() {
    return idFrom;
  }

  /** Returns where in the bytes of an entry's key its id ends, counted from the end. */
  String idTo() {
    return idTo;
  }

  /** Returns the id of an entry's key. */
  String idOf(String entryKey) {
    return entryKey.substring(entryStart.length(), entryKey.length() - entryEnd.length());
  }

  /** Returns the keys of the epochs that the entries live under: the cache's, then its tenant's. */
  List<String> epochs() {
    return epochs;
  }

  /** Returns those of the epochs that a cluster keeps in the slot of every entry. */
  List<String> epochsInSlot() {
    return switch (tag) {
      case NONE -> List.of();
      case CACHE -> epochs.subList(0, 1);
      case TENANT -> epochs;
    };
  }

  /** Tells whether a cluster keeps all entries in one slot. */
  boolean inOneSlot() {
    return tag != HashTag.NONE;
  }

  /** Tells whether a cluster keeps the epochs of tags in the slot of every entry. */
  boolean tagsInSlot() {
    return tag == HashTag.TENANT && epochs.size() > 1;
  }

  /** Returns the key of the cache's own epoch. */
  String epoch() {
    return epochs.get(0);
  }

  /**
   * Returns a pattern for SCAN that matches all keys of this cache, and those of caches below it.
   */
  String pattern() {
    return pattern(entryStart) + '*' + entryEnd;
  }

  /** Returns how the keys of this cache begin. */
  String start() {
    return entryStart;
  }

  /** Returns a pattern for SCAN that matches a text. */
  static String pattern(String text) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '*' || c == '?' || c == '[' || c == ']' || c == '\\') {
        pattern.append('\\');
      }
      pattern.append(c);
    }
    return pattern.toString();
  }

  /** Tells whether a key has the form of an entry's, of whichever cache. */
  static boolean looksLikeEntry(String key) {
    int end = key.lastIndexOf(':');
    int start = key.lastIndexOf(':', end - 1);
    return start > 0 && !key.startsWith("$", start + 1) && !key.contains(":$");
  }

  /** Returns the key of the epoch of the cache of an entry's key. */
  static String epochBeside(String entryKey) {
    int end = entryKey.lastIndexOf(':');
    int start = entryKey.lastIndexOf(':', end - 1);
    return entryKey.substring(0, start + 1) + "$meta" + entryKey.substring(end);
  }

  /** Returns how the keys of all caches of a tenant begin. */
  static String tenantStart(String prefix, @Nullable String tenant, HashTag tag) {
    if (tenant == null) {
      return prefix;
    }
    String escaped = KeyText.escapeName(tenant);
    return prefix
        + switch (tag) {
          case NONE -> escaped + ':';
          case CACHE -> '{' + escaped + ':';
          case TENANT -> '{' + escaped + "}:";
        };
  }

  /** Tells whether a key that matches the pattern is an entry of this very cache. */
  boolean isEntry(String key) {
    int start = entryStart.length();
    int end = key.length() - entryEnd.length();
    return end >= start && key.indexOf(':', start) == end && !key.startsWith("$", start);
  }

  /** Returns the key of a tenant's epoch. */
  static String tenantEpoch(String prefix, String escapedTenant, HashTag tag) {
    String tenant = tag == HashTag.TENANT ? '{' + escapedTenant + '}' : escapedTenant;
    return prefix + tenant + ":$tenant:v1";
  }

  /** Returns the channel on which a node hears itself. */
  static String heartbeat(String prefix, String node) {
    return prefix + "$node:" + node;
  }

  /** Returns how the keys of a limiter's counts begin; a subject and a limit follow. */
  static String limiterStart(String prefix, String limiter) {
    return prefix + "$rate:" + KeyText.escapeName(limiter) + ':';
  }

  /** Returns a subject in such a key, which decides the slot: all limits of a subject share it. */
  static String subject(String subject) {
    return '{' + KeyText.escapeName(subject) + '}';
  }

  /** Returns how the key of one limit ends. */
  static String limitEnd(String kind, long windowMillis) {
    return ":" + kind + windowMillis + ":v1";
  }

  /** Returns the key of the nodes that have limiters. */
  static String limiterNodes(String prefix) {
    return prefix + "$nodes:v1";
  }

  /** Returns the key by which is seen whether anything can be written. */
  static String probe(String prefix) {
    return prefix + "$probe:v1";
  }

  private static String tagged(@Nullable String tenant, String resource, HashTag tag) {
    String name = tenant == null ? resource : tenant + ':' + resource;
    return switch (tag) {
      case NONE -> name;
      case CACHE -> '{' + name + '}';
      case TENANT -> tenant == null ? '{' + name + '}' : '{' + tenant + "}:" + resource;
    };
  }
}
