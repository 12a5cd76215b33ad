/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tiercel.cdi.Caller;
import io.tiercel.cdi.RateLimitSubject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Callers as the text that their calls are counted under. */
final class Subjects {
  private static final int LONGEST_USER = 256;
  private static final String NOBODY = "-";

  private Subjects() {}

  /** Returns the subject; no two callers that differ in what is asked for share one. */
  static String of(RateLimitSubject by, Caller caller) {
    return switch (by) {
      case ADDRESS -> address(caller);
      case USER -> caller.user() == null ? address(caller) : user(caller.user());
      case TENANT -> caller.tenant() == null ? address(caller) : tenant(caller.tenant());
      case COMBINED -> combined(caller);
      case EVERYBODY -> NOBODY;
    };
  }

  /** The user comes last, for only a user's name can hold anything. */
  private static String combined(Caller caller) {
    StringBuilder subject = new StringBuilder();
    append(subject, caller.tenant() == null ? null : tenant(caller.tenant()));
    append(subject, caller.address() == null ? null : address(caller));
    append(subject, caller.user() == null ? null : user(caller.user()));
    return subject.isEmpty() ? NOBODY : subject.toString();
  }

  private static void append(StringBuilder subject, @Nullable String part) {
    if (part != null) {
      subject.append(subject.isEmpty() ? "" : "|").append(part);
    }
  }

  private static String address(Caller caller) {
    return caller.address() == null ? NOBODY : "ip=" + caller.address();
  }

  private static String tenant(String tenant) {
    return "tenant=" + bounded(tenant);
  }

  private static String user(String user) {
    return "user=" + bounded(user);
  }

  private static String bounded(String text) {
    if (text.length() <= LONGEST_USER && !text.startsWith("~")) {
      return text;
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "~" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(Messages.noHash(), e);
    }
  }
}
