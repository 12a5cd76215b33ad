/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.tiercel.jcache.internal.tier.TierClock;
import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.jcache.shaded.redisson.client.RedisException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Keeps calls from a server that does not answer: after a few failures they fail at once, and one
 * call in a second tries again. Says once that the server is gone and once that it is back. Safe
 * for many threads.
 */
final class RedisCircuit {
  private static final Logger LOG = System.getLogger(RedisCircuit.class.getName());

  private final CircuitBreaker breaker;
  private final RedisRefusals refusals;
  private final boolean closedByWatch;
  private volatile Last last = new Last(RedisFault.AWAY, "");

  /** What was wrong with the last call that failed. */
  private record Last(RedisFault fault, String text) {}

  /**
   * Creates a closed circuit.
   *
   * @param closedByWatch whether only {@link #probe} may find that the server is back: other calls
   *     do not show all that must be back
   */
  RedisCircuit(String servers, TierClock clock, boolean closedByWatch) {
    this.closedByWatch = closedByWatch;
    this.refusals = new RedisRefusals(servers, clock);
    this.breaker =
        CircuitBreaker.of(
            "tiercel-l2",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(50)
                .ignoreException(failure -> RedisFault.of(failure).isRefusal())
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(Duration.ofSeconds(1))
                .writableStackTraceEnabled(false)
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> {
              State from = event.getStateTransition().getFromState();
              State to = event.getStateTransition().getToState();
              if (from == State.CLOSED && to == State.OPEN) {
                LOG.log(
                    Level.WARNING, () -> Messages.serverGone(servers, last.text(), last.fault()));
              } else if (to == State.CLOSED) {
                LOG.log(Level.INFO, () -> Messages.serverBack(servers));
              }
            });
  }

  /**
   * Makes a call.
   *
   * @throws TierFailure if the call fails with a {@link RedisException}, or is not made
   */
  <T> T call(Supplier<T> command) {
    if (closedByWatch && isOpen()) {
      throw new TierFailure(Messages.circuitOpen(last.text()), last.fault().cure(), null);
    }
    return probe(command);
  }

  /**
   * Makes a call that shows whether the server is back.
   *
   * @throws TierFailure if the call fails with a {@link RedisException}, or is not made
   */
  <T> T probe(Supplier<T> command) {
    try {
      return breaker.executeSupplier(() -> noted(command));
    } catch (CallNotPermittedException e) {
      throw new TierFailure(Messages.circuitOpen(last.text()), last.fault().cure(), e);
    } catch (RedisException e) {
      RedisFault fault = RedisFault.of(e);
      String text = RedisFault.text(e);
      if (fault.isRefusal()) {
        refusals.met(fault, text);
      } else if (fault.isConfiguration()) {
        openAtOnce();
      }
      throw new TierFailure(text, fault.cure(), e);
    }
  }

  /** Tells whether calls fail without being made, save those that try whether it is over. */
  boolean isOpen() {
    return breaker.getState() != State.CLOSED;
  }

  /** What the server refuses though it answers. */
  RedisRefusals refusals() {
    return refusals;
  }

  /** Nothing is gained by four more calls. */
  private synchronized void openAtOnce() {
    if (breaker.getState() == State.CLOSED) {
      breaker.transitionToOpenState();
    }
  }

  private <T> T noted(Supplier<T> command) {
    try {
      return command.get();
    } catch (RedisException e) {
      throw noted(e);
    } catch (CompletionException e) { // of a call that had to connect first
      throw noted(new RedisException(String.valueOf(e.getCause()), e.getCause()));
    }
  }

  private RedisException noted(RedisException failure) {
    last = new Last(RedisFault.of(failure), RedisFault.text(failure));
    return failure;
  }
}
