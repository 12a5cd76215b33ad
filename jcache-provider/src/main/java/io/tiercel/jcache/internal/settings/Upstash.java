/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names by which users of Upstash's REST interface know their server. */
final class Upstash {
  static final String URL = "UPSTASH_REDIS_REST_URL";
  static final String TOKEN = "UPSTASH_REDIS_REST_TOKEN";

  private static final Pattern HOST =
      Pattern.compile("https://(?:[^/]*@)?(?<host>[^/:@\\s]+).*", Pattern.CASE_INSENSITIVE);

  private Upstash() {}

  /** Tells whether a text is an address of the REST interface. */
  static boolean isRest(String text) {
    return text.strip().toLowerCase(Locale.ROOT).matches("https://.*");
  }

  /** Returns the address in the Redis protocol of the server that a REST address names. */
  static String address(String rest) {
    Matcher matcher = HOST.matcher(rest.strip());
    String host = matcher.matches() ? matcher.group("host") : "<endpoint>";
    return "rediss://default:<password>@" + host + ":6379";
  }

  /** Returns what to warn of where only the REST variables name a server; null for nothing. */
  static @Nullable String warning(Map<String, String> environment, Settings settings) {
    String url = environment.get(URL);
    boolean missed =
        url != null
            && !url.isBlank()
            && settings.flag(Keys.ENABLED)
            && settings.flag(Keys.L2_ENABLED)
            && settings.findText(Keys.L2_ADDRESS) == null
            && settings.findText(Keys.L2_REDISSON_CONFIG) == null;
    return missed && url != null ? Messages.restVariables(url.strip()) : null;
  }
}
