/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import static java.util.Objects.requireNonNullElse;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One server's address, apart from the credentials that its text held.
 *
 * @param server {@code redis://host:port} or {@code rediss://host:port}
 * @param credentials who to be there, or null where the address does not say
 */
record Address(String server, @Nullable Credentials credentials) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<scheme>rediss?)://"
              + "(?:(?:(?<user>(?:[^@:%\\s]|%[0-9a-f]{2})*):)?"
              + "(?<password>(?:[^@%\\s]|%[0-9a-f]{2})*)@)?"
              + "(?<host>\\[[0-9a-f:.]+]|[a-z0-9._-]+)"
              + "(?::(?<port>[0-9]{1,5}))?"
              + "(?:/0?)?",
          Pattern.CASE_INSENSITIVE);

  /**
   * A user and a password; without a user, the default user.
   *
   * @param username the user, or null for the default user
   * @param password the password, or null for none
   */
  record Credentials(@Nullable String username, @Nullable String password) {
    /** Returns a text that tells nothing. */
    @Override
    public String toString() {
      return "****";
    }
  }

  static boolean isAddress(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    int port = port(matcher);
    return port >= 1 && port <= 65_535;
  }

  /** Returns the address that a text says, which {@link #isAddress} took. */
  static Address parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(Messages.notAnAddress(masked(text)));
    }
    String server =
        matcher.group("scheme").toLowerCase(Locale.ROOT)
            + ("://" + matcher.group("host"))
            + (":" + port(matcher));
    String password = decoded(matcher.group("password"));
    String username = decoded(matcher.group("user"));
    boolean silent = username == null && password == null;
    return new Address(server, silent ? null : new Credentials(username, password));
  }

  /** Returns a text without what stands between its scheme and its last {@code @}. */
  static String masked(String text) {
    int end = text.lastIndexOf('@');
    if (end < 0) {
      return text;
    }
    int slashes = text.indexOf("://");
    String scheme = slashes < 0 || slashes > end ? "" : text.substring(0, slashes + 3);
    return scheme + "****" + text.substring(end);
  }

  private static int port(Matcher matcher) {
    return Integer.parseInt(requireNonNullElse(matcher.group("port"), "6379"));
  }

  private static @Nullable String decoded(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
