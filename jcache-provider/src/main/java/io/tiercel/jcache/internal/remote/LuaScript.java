/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The scripts that Redis runs; each file begins with its contract. */
enum LuaScript {
  /** Changes entries, each if its condition holds. */
  WRITE("entries.lua", "write.lua"),
  /** Returns an entry and gives it a new life. */
  TOUCH("entries.lua", "touch.lua"),
  /** Announces loads. */
  LEASE("entries.lua", "lease.lua"),
  /** Keeps processors from an entry. */
  LOCK("lock.lua"),
  /** Lets them in again. */
  UNLOCK("unlock.lua"),
  /** Returns an epoch. */
  OPEN("entries.lua", "open.lua"),
  /** Begins a new epoch. */
  BUMP("bump.lua"),
  /** Returns the epochs of tags. */
  TAGS("tags.lua"),
  /** Returns headers of entries. */
  HEADS("heads.lua"),
  /** Takes permits from every limit of a subject, or from none. */
  ACQUIRE("acquire.lua"),
  /** Notes that a node is there, and counts those that were lately. */
  NODES("nodes.lua");

  private final String text;

  LuaScript(String... files) {
    StringBuilder joined = new StringBuilder();
    for (String file : files) {
      joined.append(read(file));
    }
    this.text = joined.toString();
  }

  /** Returns the script's text. */
  String text() {
    return text;
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
