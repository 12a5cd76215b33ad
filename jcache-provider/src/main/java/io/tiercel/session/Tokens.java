/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** Random tokens, and what stands for them in a cache. Safe for many threads. */
final class Tokens {
  private static final int BYTES = 32;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final SecureRandom random = new SecureRandom();

  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return TEXT.encodeToString(bytes);
  }

  static boolean isToken(String text) {
    return TOKEN.matcher(text).matches();
  }

  /** Returns the SHA-256 of a text. */
  static String hash(String text) {
    try {
      return TEXT.encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(Messages.noHash(), e);
    }
  }
}
