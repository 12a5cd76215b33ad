/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.tiercel.jcache.config.AtomicFailurePolicy;
import io.tiercel.jcache.config.FailurePolicy;
import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.config.Scope;
import io.tiercel.jcache.config.Sliding;
import io.tiercel.jcache.config.ValueCodec;
import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.OutagePolicy;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every key there is. */
final class Keys {
  private static final long TEN_YEARS_IN_SECONDS = 315_360_000;
  private static final long BILLION = 1_000_000_000;
  private static final String IDENTIFIER =
      "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*";
  private static final String RESOURCE_PATTERN =
      "(?!.*\\.(l[12]|stampede)$)[A-Za-z0-9_][A-Za-z0-9._-]{0,127}";
  private static final Pattern RESOURCE = Pattern.compile(RESOURCE_PATTERN);

  static final Key ENABLED = Key.of("enabled", Rule.flag(), "CACHE_ENABLED");
  static final Key L1_ENABLED = Key.of("l1.enabled", Rule.flag(), "CACHE_L1_ENABLED");
  static final Key L1_TTL =
      Key.of("l1.ttl-seconds", Rule.whole(1, TEN_YEARS_IN_SECONDS), "CACHE_L1_TTL_SECONDS");
  static final Key L1_MAX_ENTRIES =
      Key.of("l1.max-entries", Rule.whole(1, BILLION), "CACHE_L1_MAX_ENTRIES");
  static final Key L1_MAX_SIZE =
      Key.of("l1.max-size-mb", Rule.whole(1, 1_048_576), "CACHE_L1_MAX_SIZE_MB");
  static final Key L1_WARM = Key.of("l1.warm-on-l2-hit", Rule.flag());
  static final Key L1_SLIDING = Key.of("l1.sliding", Rule.choice(Sliding.class));
  static final Key L1_DEGRADED_MAX_AGE =
      Key.of("l1.degraded-max-age-seconds", Rule.whole(0, 86_400));
  static final Key L2_ENABLED = Key.of("l2.enabled", Rule.flag(), "CACHE_L2_ENABLED");
  static final Key L2_TTL =
      Key.of("l2.ttl-seconds", Rule.whole(1, TEN_YEARS_IN_SECONDS), "CACHE_L2_TTL_SECONDS");
  static final Key L2_ADDRESS = Key.of("l2.address", Rule.addresses(), "REDIS_URL");
  static final Key L2_SENTINEL_MASTER =
      Key.of(
          "l2.sentinel-master",
          Rule.text("1 to 128 letters, digits or any of . _ -", "[A-Za-z0-9._-]{1,128}")
              .optional());
  static final Key L2_REDISSON_CONFIG =
      Key.of("l2.redisson-config", Rule.text("1 to 1024 characters", ".{1,1024}").optional());
  static final Key L2_USERNAME =
      Key.of("l2.username", Rule.text("1 to 128 characters", ".{1,128}").optional());
  static final Key L2_PASSWORD =
      Key.of("l2.password", Rule.secret("1 to 1024 characters", ".{1,1024}"));
  static final Key L2_KEY_PREFIX =
      Key.of(
          "l2.key-prefix",
          Rule.text("0 to 64 letters, digits or any of . _ : -", "[A-Za-z0-9._:-]{0,64}"));
  static final Key L2_HASH_TAG = Key.of("l2.hash-tag", Rule.choice(HashTag.class));
  static final Key L2_TIMEOUT = Key.of("l2.timeout-ms", Rule.whole(1, 60_000));
  static final Key L2_MIN_REPLICAS_ACK = Key.of("l2.min-replicas-ack", Rule.whole(0, 100));
  static final Key LOAD_TIMEOUT = Key.of("stampede.load-timeout-ms", Rule.whole(100, 3_600_000));
  static final Key TTL_JITTER = Key.of("stampede.ttl-jitter-percent", Rule.whole(0, 90));
  static final Key NEGATIVE_TTL = Key.of("stampede.negative-ttl-seconds", Rule.whole(0, 86_400));
  static final Key EARLY_REFRESH = Key.of("stampede.early-refresh-beta", Rule.decimal(0, 10));
  static final Key STALE_WHILE_REVALIDATE =
      Key.of("stampede.stale-while-revalidate-ms", Rule.whole(0, 86_400_000));
  static final Key ON_OUTAGE = Key.of("on-outage", Rule.choice(FailurePolicy.class));
  static final Key ON_OUTAGE_ATOMIC =
      Key.of("on-outage-atomic", Rule.choice(AtomicFailurePolicy.class));
  static final Key MONITORING_ENABLED =
      Key.of("monitoring-enabled", Rule.flag(), "CACHE_MONITORING_ENABLED");
  static final Key MONITORING_MAX_SERIES = Key.of("monitoring-max-series", Rule.whole(0, 100_000));
  static final Key CACHE_ON_WRITE = Key.of("cache-on-write", Rule.flag(), "CACHE_WRITE_THROUGH");
  static final Key CODEC_ALLOW =
      Key.of(
          "codec.allow",
          Rule.list(
              "class names, or packages such as com.acme.* and com.acme.**, none twice",
              IDENTIFIER + "(\\." + IDENTIFIER + ")*(\\.\\*{1,2})?"),
          "CACHE_CODEC_ALLOW");
  static final Key CODEC_DEFAULT = Key.of("codec.default", Rule.choice(ValueCodec.class));
  static final Key CODEC_COMPRESS_OVER =
      Key.of("codec.compress-over-bytes", Rule.whole(0, 67_108_864));
  static final Key CODEC_ENCRYPTION_KEYS = Key.of("codec.encryption-keys", Rule.encryptionKeys());
  static final Key RATE_LIMIT_MAX_REQUESTS =
      Key.of("rate-limit.max-requests", Rule.whole(1, BILLION), "RATE_LIMIT_MAX_REQUESTS");
  static final Key RATE_LIMIT_PER_USER =
      Key.of("rate-limit.per-user", Rule.whole(1, BILLION).optional(), "RATE_LIMIT_PER_USER");
  static final Key RATE_LIMIT_WINDOW =
      Key.of("rate-limit.window-seconds", Rule.whole(1, 31_622_400));
  static final Key RATE_LIMIT_ALGORITHM =
      Key.of("rate-limit.algorithm", Rule.choice(Algorithm.class));
  static final Key RATE_LIMIT_ON_OUTAGE =
      Key.of("rate-limit.on-outage", Rule.choice(OutagePolicy.class));
  static final Key HTTP_TRUSTED_PROXIES = Key.of("http.trusted-proxies", Rule.addressRanges());
  static final Key TENANT_HEADER =
      Key.of(
          "tenant.header",
          Rule.text("1 to 64 letters, digits or any of _ -", "[A-Za-z0-9_-]{1,64}").optional());
  static final Key TENANT_CLAIM =
      Key.of("tenant.claim", Rule.text("1 to 128 characters", ".{1,128}").optional());
  static final Key PERSISTENCE_UNIT =
      Key.of("analytics.persistence-unit", Rule.text("1 to 128 characters", ".{1,128}").optional());
  static final Key ANALYTICS_INTERVAL = Key.of("analytics.interval-seconds", Rule.whole(1, 3_600));
  static final Key ANALYTICS_RETENTION = Key.of("analytics.retention-days", Rule.whole(2, 3_650));
  static final Key ANALYTICS_MIGRATE =
      Key.of(
          "analytics.migrate-data-source", Rule.text("1 to 128 characters", ".{1,128}").optional());

  static final Key WARM_UP_WAIT = Key.of("warm-up.wait-seconds", Rule.whole(0, 3600));

  /** The keys of the manager, in the order of the reference. */
  static final List<Key> OF_MANAGER =
      List.of(
          ENABLED,
          L1_ENABLED,
          L1_TTL,
          L1_MAX_ENTRIES,
          L1_MAX_SIZE,
          L1_WARM,
          L1_SLIDING,
          L1_DEGRADED_MAX_AGE,
          L2_ENABLED,
          L2_TTL,
          L2_ADDRESS,
          L2_SENTINEL_MASTER,
          L2_REDISSON_CONFIG,
          L2_USERNAME,
          L2_PASSWORD,
          L2_KEY_PREFIX,
          L2_HASH_TAG,
          L2_TIMEOUT,
          L2_MIN_REPLICAS_ACK,
          LOAD_TIMEOUT,
          TTL_JITTER,
          NEGATIVE_TTL,
          EARLY_REFRESH,
          STALE_WHILE_REVALIDATE,
          ON_OUTAGE,
          ON_OUTAGE_ATOMIC,
          MONITORING_ENABLED,
          MONITORING_MAX_SERIES,
          CACHE_ON_WRITE,
          CODEC_ALLOW,
          CODEC_DEFAULT,
          CODEC_COMPRESS_OVER,
          CODEC_ENCRYPTION_KEYS,
          RATE_LIMIT_MAX_REQUESTS,
          RATE_LIMIT_PER_USER,
          RATE_LIMIT_WINDOW,
          RATE_LIMIT_ALGORITHM,
          RATE_LIMIT_ON_OUTAGE,
          HTTP_TRUSTED_PROXIES,
          TENANT_HEADER,
          TENANT_CLAIM,
          PERSISTENCE_UNIT,
          ANALYTICS_INTERVAL,
          ANALYTICS_RETENTION,
          ANALYTICS_MIGRATE,
          WARM_UP_WAIT);

  static final Key CACHE_L1_ENABLED = Key.of("l1.enabled", Rule.flag());
  static final Key CACHE_L1_TTL = Key.of("l1.ttl-seconds", L1_TTL.rule());
  static final Key CACHE_L1_SLIDING = Key.of("l1.sliding", L1_SLIDING.rule());
  static final Key CACHE_L2_TTL = Key.of("l2.ttl-seconds", L2_TTL.rule());
  static final Key CACHE_VERSION =
      Key.of(
          "version", Rule.text("1 to 32 letters, digits or any of . _ -", "[A-Za-z0-9._-]{1,32}"));
  static final Key CACHE_SCOPE = Key.of("scope", Rule.choice(Scope.class));
  static final Key CACHE_CASCADES_TO =
      Key.of("cascades-to", Rule.list("names of other resources, none twice", RESOURCE_PATTERN));

  static final Key CACHE_CODEC = Key.of("codec", CODEC_DEFAULT.rule());
  static final Key CACHE_COMPRESS_OVER = Key.of("compress-over-bytes", CODEC_COMPRESS_OVER.rule());
  static final Key CACHE_ENCRYPTED = Key.of("encrypted", Rule.flag());
  static final Key CACHE_TTL_JITTER = Key.of(TTL_JITTER.name(), TTL_JITTER.rule());
  static final Key CACHE_NEGATIVE_TTL = Key.of(NEGATIVE_TTL.name(), NEGATIVE_TTL.rule());
  static final Key CACHE_EARLY_REFRESH = Key.of(EARLY_REFRESH.name(), EARLY_REFRESH.rule());
  static final Key CACHE_STALE_WHILE_REVALIDATE =
      Key.of(STALE_WHILE_REVALIDATE.name(), STALE_WHILE_REVALIDATE.rule());

  /** The keys of one cache, after {@code caches.<resource>.}, in the order of the reference. */
  static final List<Key> OF_CACHE =
      List.of(
          CACHE_L1_ENABLED,
          CACHE_L1_TTL,
          CACHE_L1_SLIDING,
          CACHE_L2_TTL,
          CACHE_VERSION,
          CACHE_SCOPE,
          CACHE_CASCADES_TO,
          CACHE_CODEC,
          CACHE_COMPRESS_OVER,
          CACHE_ENCRYPTED,
          CACHE_TTL_JITTER,
          CACHE_NEGATIVE_TTL,
          CACHE_EARLY_REFRESH,
          CACHE_STALE_WHILE_REVALIDATE);

  /** The limit of one plan. */
  private static final Pattern PLAN_LIMIT =
      Pattern.compile("rate-limit\\.plans\\.(\"?)([A-Za-z0-9_-]{1,64})\\1\\.max-requests");

  private static final Map<String, Key> BY_NAME =
      OF_MANAGER.stream().collect(toUnmodifiableMap(Key::name, identity()));

  private Keys() {}

  /**
   * Returns the key that a path names, or null if there is none. The resource of a path under
   * {@code caches} is all that stands before the setting, so it may hold dots; or it is quoted.
   */
  static @Nullable Key find(String path) {
    String plan = findPlan(path);
    Key key = plan == null ? BY_NAME.get(path) : planLimit(plan);
    if (key != null || !path.startsWith("caches.")) {
      return key;
    }
    String rest = path.substring("caches.".length());
    return OF_CACHE.stream()
        .filter(candidate -> rest.endsWith("." + candidate.name()))
        .map(candidate -> candidate.of(unquoted(before(rest, candidate))))
        .findFirst()
        .orElse(null);
  }

  /** Returns the plan whose limit a path names, or null if it names none. */
  static @Nullable String findPlan(String path) {
    Matcher plan = PLAN_LIMIT.matcher(path);
    return plan.matches() ? plan.group(2) : null;
  }

  private static Key planLimit(String plan) {
    return Key.of("rate-limit.plans." + plan + ".max-requests", RATE_LIMIT_MAX_REQUESTS.rule());
  }

  static boolean isResource(String name) {
    return RESOURCE.matcher(name).matches();
  }

  /** Returns the name of a resource without the quotes around it. */
  static String unquoted(String name) {
    boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
    return quoted ? name.substring(1, name.length() - 1) : name;
  }

  private static String before(String rest, Key setting) {
    return rest.substring(0, rest.length() - setting.name().length() - 1);
  }
}
