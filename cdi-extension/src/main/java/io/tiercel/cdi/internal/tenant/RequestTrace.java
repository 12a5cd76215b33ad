/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.tenant;

import io.tiercel.jcache.spi.TierLevel;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one HTTP request brings and what its cached reads found. It is bound to the request's thread
 * while the request runs there; reads on other threads are not counted. Knows no HTTP type, so that
 * it stands where neither Jakarta REST nor Servlet is.
 */
public final class RequestTrace {
  private static final ThreadLocal<@Nullable RequestTrace> CURRENT = new ThreadLocal<>();

  private final Function<String, @Nullable String> headers;
  private final Origin origin;
  private final List<Judgement> judgements = new ArrayList<>();
  private @Nullable Method judged;
  private @Nullable TierLevel deepest;

  /**
   * Creates a trace without reads.
   *
   * @param headers a request header's value by its name, or null where it is absent
   */
  public RequestTrace(Function<String, @Nullable String> headers) {
    this(headers, Origin.UNKNOWN);
  }

  /**
   * Creates a trace without reads.
   *
   * @param headers a request header's value by its name, or null where it is absent
   * @param origin where the request comes from
   */
  public RequestTrace(Function<String, @Nullable String> headers, Origin origin) {
    this.headers = headers;
    this.origin = origin;
  }

  /** Returns where the request comes from. */
  public Origin origin() {
    return origin;
  }

  /** Notes what a limiter said. */
  public void judged(Judgement judgement) {
    judgements.add(judgement);
  }

  /** Returns what limiters said, in order. */
  public List<Judgement> judgements() {
    return List.copyOf(judgements);
  }

  /** Notes that the next call of a method has been judged already. */
  public void judged(Method method) {
    judged = method;
  }

  /** Tells once whether a call of a method has been judged already. */
  public boolean takeJudged(Method method) {
    boolean taken = method.equals(judged);
    judged = taken ? null : judged;
    return taken;
  }

  /** Returns the trace of the request that this thread serves, or null if it serves none. */
  public static @Nullable RequestTrace find() {
    return CURRENT.get();
  }

  /** Binds a trace to this thread in place of the bound one; null leaves the thread without. */
  public static void bind(@Nullable RequestTrace trace) {
    if (trace == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(trace);
    }
  }

  /** Returns a request header's value, or null if the request has none of that name. */
  public @Nullable String findHeader(String name) {
    return headers.apply(name);
  }

  /** Counts a read that this tier answered; L3 is a miss. */
  void read(TierLevel tier) {
    if (deepest == null || tier.compareTo(deepest) > 0) {
      deepest = tier;
    }
  }

  /** Counts a read that went past the cache, to the source. */
  public void readSource() {
    read(TierLevel.L3);
  }

  /** Returns the deepest tier that a read had to ask, or null if there was no cached read. */
  public @Nullable TierLevel findDeepest() {
    return deepest;
  }
}
