/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.shaded.redisson.api.RFuture;
import io.tiercel.jcache.shaded.redisson.api.RScript.Mode;
import io.tiercel.jcache.shaded.redisson.api.RScript.ReturnType;
import io.tiercel.jcache.shaded.redisson.api.RScriptAsync;
import io.tiercel.jcache.shaded.redisson.client.RedisNoScriptException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One run of a script.
 *
 * @param script the script
 * @param keys its keys, of one slot in a cluster
 * @param arguments its arguments as bytes
 * @param common what it may have in common with others, else null
 */
record ScriptCall(
    LuaScript script, List<Object> keys, List<Object> arguments, @Nullable Common common) {
  /**
   * What calls of one entry may have in common, so that one run serves several.
   *
   * @param kind equal where the rest is
   * @param keys the keys before the entry's
   * @param arguments the arguments that stand before the entry's where there are several
   */
  record Common(Object kind, List<Object> keys, List<Object> arguments) {}

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
    return new ScriptCall(script, List.copyOf(keys), bytes, null);
  }

  /** Returns this call for several, which have the same in common. */
  ScriptCall with(List<ScriptCall> all) {
    Common shared = Objects.requireNonNull(common);
    List<Object> allKeys = new ArrayList<>(shared.keys());
    List<Object> allArguments = new ArrayList<>(shared.arguments());
    for (ScriptCall call : all) {
      allKeys.addAll(call.keys.subList(shared.keys().size(), call.keys.size()));
      allArguments.addAll(call.arguments.subList(shared.arguments().size(), call.arguments.size()));
    }
    return new ScriptCall(script, allKeys, allArguments, null);
  }

  /** Returns how many bytes this call adds to what it has in common with others. */
  long ownBytes() {
    long bytes = 0;
    for (int i = common == null ? 0 : common.arguments().size(); i < arguments.size(); i++) {
      bytes += arguments.get(i) instanceof byte[] argument ? argument.length : 0;
    }
    return bytes;
  }

  /** Has the server run it by its name, which fails where the server does not know the script. */
  RFuture<List<Object>> byName(RScriptAsync way) {
    return way.evalShaAsync(
        Mode.READ_WRITE, script.sha(), ReturnType.LIST, keys, arguments.toArray());
  }

  /** Has the server run it by its text. */
  RFuture<List<Object>> byText(RScriptAsync way) {
    return way.evalAsync(
        Mode.READ_WRITE, script.text(), ReturnType.LIST, keys, arguments.toArray());
  }

  /**
   * Has the server run it by its name, and where it does not know the script, by its text.
   *
   * @param way where it is sent by its name
   * @param alone where it is sent by its text
   */
  CompletionStage<List<Object>> byNameOrText(RScriptAsync way, RScriptAsync alone) {
    return byName(way)
        .exceptionallyCompose(
            failure ->
                isUnknown(failure)
                    ? byText(alone)
                    : CompletableFuture.failedFuture(cause(failure)));
  }

  /** Tells whether a server did not run a script because it does not know it, or not any more. */
  static boolean isUnknown(Throwable failure) {
    return failure instanceof RedisNoScriptException
        || (failure.getCause() != null && isUnknown(failure.getCause()));
  }

  /** Returns what failed, without the frame that composing puts around it. */
  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
