/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The scripts that Redis runs; each file begins with its contract. */
enum LuaScript {
  /** Changes entries, each if its condition holds. */
  WRITE("tell.lua", "entries.lua", "write.lua"),
  /** Returns an entry and gives it a new life. */
  TOUCH("tell.lua", "entries.lua", "touch.lua"),
  /** Announces loads. */
  LEASE("entries.lua", "lease.lua"),
  /** Lets one caller load an entry anew. */
  REFRESH("entries.lua", "refresh.lua"),
  /** Keeps processors from an entry. */
  LOCK("lock.lua"),
  /** Lets them in again. */
  UNLOCK("unlock.lua"),
  /** Returns an epoch. */
  OPEN("entries.lua", "open.lua"),
  /** Begins a new epoch. */
  BUMP("tell.lua", "bump.lua"),
  /** Returns the epochs of tags. */
  TAGS("tags.lua"),
  /** Returns headers of entries. */
  HEADS("heads.lua"),
  /** Says that a channel is heard. */
  BEAT("beat.lua"),
  /** Takes permits from every limit of a subject, or from none. */
  ACQUIRE("acquire.lua"),
  /** Notes that a node is there, and counts those that were lately. */
  NODES("nodes.lua");

  private final String text;
  private final String sha;

  LuaScript(String... files) {
    StringBuilder joined = new StringBuilder();
    for (String file : files) {
      joined.append(read(file));
    }
    this.text = joined.toString();
    this.sha = digest(text);
  }

  /** Tells whether what it changes must outlive the server, where anything must. */
  boolean isKept() {
    return this == WRITE || this == BUMP || this == LOCK;
  }

  /** Returns the script's text. */
  String text() {
    return text;
  }

  /** Returns the name by which a server knows the script that it has seen. */
  String sha() {
    return sha;
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static String read(String file) {
    try (InputStream in = LuaScript.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(Messages.scriptMissing(file));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(Messages.scriptMissing(file), e);
    }
  }
}
