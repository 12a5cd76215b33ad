/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The servers that an application is run with: those named by {@code REDIS_URL} and {@code
 * DATABASE_URL} in the environment, or else embedded ones.
 */
public final class Servers {
  static final String REDIS_URL = "REDIS_URL";
  static final String DATABASE_URL = "DATABASE_URL";

  private Servers() {}

  /**
   * The Redis at {@code REDIS_URL} ({@code redis:} or {@code rediss:}), or else an embedded one.
   */
  public static RedisServer redis() {
    return redis(System.getenv());
  }

  /**
   * The database at {@code DATABASE_URL} ({@code postgres://user:password@host:port/database} or a
   * {@code jdbc:postgresql:} address), or else an embedded one.
   */
  public static PostgresServer postgres() {
    return postgres(System.getenv());
  }

  static RedisServer redis(Map<String, String> environment) {
    String address = environment.getOrDefault(REDIS_URL, "").strip();
    if (address.isEmpty()) {
      return EmbeddedRedis.start();
    }
    if (!address.startsWith("redis://") && !address.startsWith("rediss://")) {
      throw new ServerStartException(
          Messages.badAddress(REDIS_URL, "must begin with redis:// or rediss://"));
    }
    return new ExistingRedis(address);
  }

  static PostgresServer postgres(Map<String, String> environment) {
    String address = environment.getOrDefault(DATABASE_URL, "").strip();
    return address.isEmpty() ? EmbeddedPostgres.start() : new ExistingPostgres(jdbcUrl(address));
  }

  private static String jdbcUrl(String address) {
    if (address.startsWith("jdbc:postgresql:")) {
      return address;
    }
    URI uri = parse(address);
    if (uri == null
        || uri.getHost() == null
        || !("postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme()))) {
      throw new ServerStartException(
          Messages.badAddress(
              DATABASE_URL,
              "must be postgres://user:password@host:port/database or begin with jdbc:postgresql:"));
    }
    StringBuilder url = new StringBuilder("jdbc:postgresql://").append(uri.getHost());
    if (uri.getPort() != -1) {
      url.append(':').append(uri.getPort());
    }
    url.append(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath());
    return url.append(parameters(uri)).toString();
  }

  /** The user, the password and the address's own parameters, as the driver reads them. */
  private static String parameters(URI uri) {
    StringBuilder parameters = new StringBuilder();
    if (uri.getRawUserInfo() != null) {
      String[] parts = uri.getRawUserInfo().split(":", 2);
      parameters.append("&user=").append(encode(parts[0]));
      if (parts.length == 2) {
        parameters.append("&password=").append(encode(parts[1]));
      }
    }
    if (uri.getRawQuery() != null) {
      parameters.append('&').append(uri.getRawQuery());
    }
    return parameters.isEmpty() ? "" : "?" + parameters.substring(1);
  }

  /**
   * In a user's or password's place a plus sign is itself; in the driver's parameters it is a
   * space.
   */
  private static String encode(String raw) {
    String text = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static @Nullable URI parse(String address) {
    try {
      return new URI(address);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** A Redis that somebody else runs. */
  private record ExistingRedis(String address) implements RedisServer {
    @Override
    public void close() {
      // It is not ours to end.
    }
  }

  /** A PostgreSQL that somebody else runs. */
  private record ExistingPostgres(String jdbcUrl) implements PostgresServer {
    @Override
    public void close() {
      // It is not ours to end.
    }
  }
}
