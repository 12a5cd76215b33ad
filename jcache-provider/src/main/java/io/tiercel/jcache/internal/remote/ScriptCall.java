/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of a script.
 *
 * @param script the script
 * @param keys its keys, of one slot in a cluster
 * @param arguments its arguments as bytes
 */
record ScriptCall(LuaScript script, List<Object> keys, List<Object> arguments) {
  /**
   * Returns a call.
   *
   * @param arguments texts and bytes
   */
  static ScriptCall of(LuaScript script, List<String> keys, Object... arguments) {
    List<Object> bytes = new ArrayList<>();
    for (Object argument : arguments) {
      bytes.add(argument instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : argument);
    }
    return new ScriptCall(script, List.copyOf(keys), bytes);
  }
}
