/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.session;

import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.config.CacheSettings;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.spi.LoadingCache;
import io.tiercel.jcache.spi.TierUnavailableException;
import io.tiercel.tenant.TenantCaches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import javax.cache.CacheManager;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of users, shared by all nodes. A session lies in an encrypted cache under the SHA-256 of
 * its token: who can read Redis finds neither tokens nor what sessions hold. Each user of a tenant
 * has a generation, a random text in the same cache, which every session of theirs repeats; to
 * revoke all is to change it. Safe for many threads.
 *
 * <p>What cannot be read is no session: when Redis is down and L1 holds no copy, {@link
 * #getSession} answers null. A revocation is seen on this node at once, and on others as soon as
 * they hear of it; a node that is cut off serves its copies for {@code
 * l1.degraded-max-age-seconds}. Set {@code caches.<resource>.l1.enabled = false} where that is too
 * long.
 */
public final class SessionStore {
  private static final int TRIES = 10;
  private static final int PROLONGED_IN_TENTHS = 10;

  private final TenantCaches caches;
  private final String resource;
  private final SessionTimeouts timeouts;
  private final InstantSource clock;
  private final Tokens tokens = new Tokens();

  private SessionStore(
      TenantCaches caches, String resource, SessionTimeouts timeouts, InstantSource clock) {
    this.caches = caches;
    this.resource = resource;
    this.timeouts = timeouts;
    this.clock = clock;
  }

  /**
   * Returns the sessions that a resource holds, with the default timeouts.
   *
   * @throws IllegalArgumentException as {@link #of(CacheManager, String, SessionTimeouts,
   *     InstantSource)}
   */
  public static SessionStore of(CacheManager manager, String resource) {
    return of(manager, resource, SessionTimeouts.DEFAULT, InstantSource.system());
  }

  /**
   * Returns the sessions that a resource holds. No round trip.
   *
   * @param manager a manager of Tiercel's
   * @param resource the resource's name; nothing else is kept there
   * @param timeouts how long sessions last
   * @param clock tells the time, about the same on all nodes
   * @throws IllegalArgumentException if the resource is not {@code encrypted} though there is an
   *     L2, its {@code l2.ttl-seconds} is below the absolute timeout, or caching is off
   */
  public static SessionStore of(
      CacheManager manager, String resource, SessionTimeouts timeouts, InstantSource clock) {
    requireNonNull(timeouts, "timeouts");
    requireNonNull(clock, "clock");
    TiercelSettings settings = manager.unwrap(TiercelSettings.class);
    CacheSettings cache = settings.cache(resource);
    if (settings.mode() == Mode.OFF) {
      throw new IllegalArgumentException(Messages.off());
    }
    if (settings.mode() != Mode.LOCAL && !cache.values().encrypted()) {
      throw new IllegalArgumentException(Messages.notEncrypted(resource));
    }
    if (cache.remoteTimeToLive().compareTo(timeouts.absolute()) < 0) {
      throw new IllegalArgumentException(
          Messages.tooShort(resource, cache.remoteTimeToLive(), timeouts.absolute()));
    }
    return new SessionStore(TenantCaches.of(manager), resource, timeouts, clock);
  }

  /**
   * Creates a session. Two round trips, and one more for a user's first.
   *
   * @param tenant whose user it is; null only where the resource is shared
   * @param user the user's id, not empty
   * @param attributes what the session holds
   * @throws TierUnavailableException if Redis does not answer
   * @throws IllegalArgumentException if the user is empty
   */
  public CreatedSession createSession(
      @Nullable String tenant, String user, Map<String, String> attributes) {
    if (requireNonNull(user, "user").isEmpty()) {
      throw new IllegalArgumentException(Messages.noUser());
    }
    LoadingCache<Object, Object> cache = caches.cache(tenant, resource);
    // To the millisecond, as it is stored.
    long now = clock.millis();
    var session = new Session(user, Instant.ofEpochMilli(now), attributes);
    var stored = new StoredSession(session, generation(cache, user), now);
    return new CreatedSession(store(cache, stored), session);
  }

  /**
   * Returns the session that a token opens, or null if there is none: it was never created, is
   * revoked or timed out, or cannot be read. No round trip where L1 holds it, else two; one more
   * where its life is prolonged.
   */
  public @Nullable Session getSession(@Nullable String tenant, String token) {
    LoadingCache<Object, Object> cache = caches.cache(tenant, resource);
    StoredSession stored = find(cache, token);
    if (stored == null) {
      return null;
    }
    long now = clock.millis();
    if (now - stored.seenAtMillis() >= timeouts.idle().toMillis() / PROLONGED_IN_TENTHS) {
      prolong(cache, token, stored.seenAt(now));
    }
    return stored.session();
  }

  /**
   * Gives a session another token, as after a login or a change of rights; the old one opens
   * nothing from then on. The session's age stays.
   *
   * @return the new token, or null if the old one opened no session
   */
  public @Nullable CreatedSession rotate(@Nullable String tenant, String token) {
    LoadingCache<Object, Object> cache = caches.cache(tenant, resource);
    StoredSession stored = find(cache, token);
    if (stored == null) {
      return null;
    }
    String next = store(cache, stored.seenAt(clock.millis()));
    if (!cache.remove(idOf(token))) {
      // Somebody revoked or rotated it meanwhile.
      cache.remove(idOf(next));
      return null;
    }
    return new CreatedSession(next, stored.session());
  }

  /** Ends the session that a token opens; tells whether there was one. One round trip. */
  public boolean revoke(@Nullable String tenant, String token) {
    return Tokens.isToken(token) && caches.cache(tenant, resource).remove(idOf(token));
  }

  /** Ends all sessions of a user. One round trip, however many there are. */
  public void revokeAll(@Nullable String tenant, String user) {
    caches.cache(tenant, resource).remove(generationIdOf(requireNonNull(user, "user")));
  }

  private @Nullable StoredSession find(LoadingCache<Object, Object> cache, String token) {
    if (!Tokens.isToken(requireNonNull(token, "token"))
        || !(cache.get(idOf(token)) instanceof byte[] bytes)) {
      return null;
    }
    StoredSession stored = StoredSession.from(bytes);
    if (stored == null) {
      return null;
    }
    long now = clock.millis();
    boolean timedOut =
        left(stored, now).isNegative()
            || left(stored, now).isZero()
            || now - stored.seenAtMillis() >= timeouts.idle().toMillis();
    boolean revoked =
        !stored.generation().equals(cache.get(generationIdOf(stored.session().user())));
    return timedOut || revoked ? null : stored;
  }

  private String store(LoadingCache<Object, Object> cache, StoredSession stored) {
    String token = tokens.next();
    cache.put(idOf(token), stored.toBytes(), life(stored));
    return token;
  }

  /** Stores only over an entry: a session that is revoked meanwhile stays so. */
  private void prolong(LoadingCache<Object, Object> cache, String token, StoredSession stored) {
    try {
      cache.replace(idOf(token), stored.toBytes(), life(stored));
    } catch (TierUnavailableException e) {
      // The session was read from a copy, and ends a little earlier.
      return;
    }
  }

  /** Returns the generation of a user's sessions, which lives on as long as a new session may. */
  private String generation(LoadingCache<Object, Object> cache, String user) {
    String id = generationIdOf(user);
    for (int i = 0; i < TRIES; i++) {
      if (cache.get(id) instanceof String known) {
        // Compared: who revokes all meanwhile must win.
        if (cache.replace(id, known, known)) {
          return known;
        }
      } else {
        String fresh = tokens.next();
        if (cache.putIfAbsent(id, fresh)) {
          return fresh;
        }
      }
    }
    throw new IllegalStateException(Messages.unstable(resource));
  }

  private Duration life(StoredSession stored) {
    Duration left = left(stored, clock.millis());
    return left.compareTo(timeouts.idle()) < 0 ? left : timeouts.idle();
  }

  private Duration left(StoredSession stored, long now) {
    return timeouts.absolute().minusMillis(now - stored.session().createdAt().toEpochMilli());
  }

  private static String idOf(String token) {
    return "s-" + Tokens.hash(token);
  }

  private static String generationIdOf(String user) {
    return "u-" + Tokens.hash(user);
  }
}
