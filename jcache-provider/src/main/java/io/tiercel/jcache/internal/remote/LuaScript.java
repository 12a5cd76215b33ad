/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The scripts that Redis runs; each file begins with its contract. */
enum LuaScript {
  /** Changes entries, each if its condition holds. */
  WRITE("write.lua"),
  /** Returns an entry and gives it a new life. */
  TOUCH("touch.lua"),
  /** Begins a new epoch. */
  BUMP("bump.lua"),
  /** Takes permits from every limit of a subject, or from none. */
  ACQUIRE("acquire.lua"),
  /** Notes that a node is there, and counts those that were lately. */
  NODES("nodes.lua");

  private final String text;

  LuaScript(String file) {
    try (InputStream in = LuaScript.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(Messages.scriptMissing(file));
      }
      this.text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(Messages.scriptMissing(file), e);
    }
  }

  /** Returns the script's text. */
  String text() {
    return text;
  }
}
