/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.jcache.shaded.redisson.client.RedisException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Keeps calls from a server that does not answer: after a few failures they fail at once, and one
 * call in a second tries again. Says once that the server is gone and once that it is back. Safe
 * for many threads.
 */
final class RedisCircuit {
  private static final Logger LOG = System.getLogger(RedisCircuit.class.getName());

  private final CircuitBreaker breaker;
  private volatile String lastFailure = "";

  RedisCircuit(String servers) {
    this.breaker =
        CircuitBreaker.of(
            "tiercel-l2",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(50)
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
                LOG.log(Level.WARNING, () -> Messages.serverGone(servers, lastFailure));
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
    try {
      return breaker.executeSupplier(command);
    } catch (CallNotPermittedException e) {
      throw new TierFailure(Messages.circuitOpen(lastFailure), e);
    } catch (RedisException e) {
      lastFailure = String.valueOf(e.getMessage());
      throw new TierFailure(lastFailure, e);
    }
  }
}
