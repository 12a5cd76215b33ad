/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import static java.util.stream.Collectors.joining;

import io.tiercel.cdi.RateLimitExceededException;
import io.tiercel.cdi.internal.tenant.Judgement;
import io.tiercel.ratelimit.Limit;
import io.tiercel.ratelimit.RateLimiterConfiguration;
import io.tiercel.ratelimit.Verdict;
import io.tiercel.ratelimit.Verdict.Outcome;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;

/**
 * Verdicts as HTTP tells them. Source: draft-ietf-httpapi-ratelimit-headers-11 for the headers and
 * the type of the problem, RFC 9457 for its form, RFC 9110 section 10.2.3 for {@code Retry-After}.
 */
final class RateLimitHeaders {
  static final String POLICY = "RateLimit-Policy";
  static final String LIMIT = "RateLimit";

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  private RateLimitHeaders() {}

  /** Returns the limits: {@code "api";q=100;w=60}. */
  static String policy(List<Judgement> judgements) {
    return judgements.stream()
        .map(Judgement::limiter)
        .distinct()
        .flatMap(
            limiter ->
                limiter.limits().stream()
                    .map(
                        limit ->
                            quoted(name(limiter, limit))
                                + (";q=" + limit.permits())
                                + (";w=" + seconds(limit.window()))))
        .collect(joining(", "));
  }

  /** Returns what is left of the limits that count: {@code "api";r=50;t=30}. */
  static String limit(List<Judgement> judgements) {
    return judgements.stream()
        .map(
            judgement ->
                quoted(name(judgement.limiter(), judgement.verdict().policy()))
                    + (";r=" + judgement.verdict().remaining())
                    + (";t=" + seconds(resets(judgement.verdict()))))
        .collect(joining(", "));
  }

  /** Returns the answer to a request that is not allowed. */
  static Response problem(RateLimitExceededException exceeded) {
    Verdict verdict = exceeded.verdict();
    boolean denied = verdict.outcome() == Outcome.DENIED;
    String policy = quoted(name(exceeded.limiter(), verdict.policy()));
    long retry = Math.max(1, seconds(verdict.retryAfter()));
    String body =
        denied
            ? "{\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\","
                + "\"title\":\"Too many requests\",\"status\":429,\"detail\":\"Try again after "
                + (retry + " s.\",\"violated-policies\":[" + policy + "]}")
            : "{\"type\":\"about:blank\",\"title\":\"Service unavailable\",\"status\":503,"
                + "\"detail\":\"The limit of requests cannot be judged. Try again after "
                + (retry + " s.\"}");
    List<Judgement> judgement = List.of(new Judgement(exceeded.limiter(), verdict));
    return Response.status(denied ? TOO_MANY_REQUESTS : UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, retry)
        .header(POLICY, policy(judgement))
        .header(LIMIT, limit(judgement))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .type("application/problem+json")
        .entity(body)
        .build();
  }

  private static Duration resets(Verdict verdict) {
    return verdict.allowed() ? verdict.resetAfter() : verdict.retryAfter();
  }

  private static String name(RateLimiterConfiguration limiter, Limit limit) {
    return limiter.limits().size() == 1 ? limiter.name() : limiter.name() + "/" + limit.window();
  }

  /** A limiter's name holds neither quotes nor backslashes. */
  private static String quoted(String name) {
    return '"' + name + '"';
  }

  private static long seconds(Duration time) {
    return time.plusMillis(999).toSeconds();
  }
}
