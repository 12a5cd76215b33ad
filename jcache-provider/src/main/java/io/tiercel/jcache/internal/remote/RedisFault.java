/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** What can be wrong with a server, known by what the client says of it, and what cures it. */
enum RedisFault {
  /** It has no room, and may not make any. */
  NO_ROOM(
      Kind.REFUSAL,
      "raise the server's maxmemory, or set its maxmemory-policy to allkeys-lru, so that it makes"
          + " room",
      "command not allowed when used memory"),
  /** The user has not all rights that are needed. */
  NO_RIGHT(
      Kind.REFUSAL,
      "give the user the rights that docs/howto/topologies.md lists, by ACL SETUSER",
      "NOPERM ",
      "ACL failure in script",
      "The user executing the script can't run"),
  /** It is a replica. */
  READ_ONLY(
      Kind.REFUSAL,
      "set tiercel.l2.address to the master, or to the sentinels and tiercel.l2.sentinel-master",
      "READONLY "),
  /** It has fewer replicas than it is told to have. */
  NO_REPLICAS(
      Kind.REFUSAL,
      "bring the replicas back, or lower the server's min-replicas-to-write",
      "NOREPLICAS "),
  /** It cannot save what it holds, and is told to take no more then. */
  NOT_SAVED(
      Kind.REFUSAL,
      "see in the server's log why it cannot save, or set its stop-writes-on-bgsave-error to no",
      "MISCONF "),
  /** The keys are on two servers of a cluster, since their slot is on its way. */
  MOVING(
      Kind.REFUSAL,
      "see that the slot's move comes to an end, or raise tiercel.l2.timeout-ms over its time",
      "TRYAGAIN "),
  /** It wants to know who this is. */
  NO_PASSWORD(
      Kind.CONFIGURATION,
      "set tiercel.l2.password, and tiercel.l2.username where the user is not the default one",
      "NOAUTH ",
      "Authentication required"),
  /** It does not know this user, or not with this password. */
  WRONG_PASSWORD(
      Kind.CONFIGURATION,
      "set tiercel.l2.username and tiercel.l2.password to a user of the server's ACL LIST, or unset"
          + " both where it has none",
      "WRONGPASS ",
      "called without any password configured"),
  /** The sentinels do not know the master, or cannot be reached: the client does not tell which. */
  UNKNOWN_MASTER(
      Kind.CONFIGURATION,
      "see that two of the sentinels at tiercel.l2.address run at least, and that"
          + " tiercel.l2.sentinel-master is a name that SENTINEL MASTERS tells",
      "Master node is undefined",
      "SENTINEL SENTINELS command returns"),
  /** It shows a certificate that is not trusted, or speaks no TLS. */
  UNTRUSTED(
      Kind.CONFIGURATION,
      "see that the server speaks TLS, that its certificate names the host of tiercel.l2.address,"
          + " and that sslTruststore in the file of tiercel.l2.redisson-config, or else"
          + " javax.net.ssl.trustStore, holds who signed it"),
  /** Fewer replicas than asked for had a write in time. */
  UNACKNOWLEDGED(
      Kind.OUTAGE,
      "bring the replicas back, or lower tiercel.l2.min-replicas-ack",
      "tiercel.l2.min-replicas-ack"),
  /** Anything else: it does not run, or cannot be reached, or is too slow. */
  AWAY(Kind.OUTAGE, "bring Redis back");

  private static final Pattern DETAILS =
      Pattern.compile(
          "(\\R|[.,!;] (channel|command|connection|Node source|Check CPU|Try to increase|Netty|Unable"
              + " to init)\\b).*",
          Pattern.DOTALL);

  private final Kind kind;
  private final String cure;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, its type does not say so
  private final List<String> marks;

  /** What a fault means for calls. */
  private enum Kind {
    /** It does not answer. */
    OUTAGE,
    /** It does not answer, and will not before somebody changes something. */
    CONFIGURATION,
    /** It answers, and does not do what it is asked for. */
    REFUSAL
  }

  RedisFault(Kind kind, String cure, String... marks) {
    this.kind = kind;
    this.cure = cure;
    this.marks = List.of(marks);
  }

  /** Returns the fault that a failure shows. */
  static RedisFault of(Throwable failure) {
    for (Throwable link = failure; link != null; link = link.getCause()) {
      for (RedisFault fault : values()) {
        if (fault.shows(link)) {
          return fault;
        }
      }
    }
    return AWAY;
  }

  /** Returns what a failure says in one line, without what the client adds: it holds arguments. */
  static String text(Throwable failure) {
    RedisFault fault = of(failure);
    Throwable said = failure;
    while (said.getCause() != null && (isFrame(said) || (fault != AWAY && !fault.shows(said)))) {
      said = said.getCause();
    }
    String message = said.getMessage();
    return message == null
        ? said.getClass().getSimpleName()
        : DETAILS.matcher(message).replaceFirst("");
  }

  /** Tells whether a failure only says that there is another. */
  private static boolean isFrame(Throwable failure) {
    String message = failure.getMessage();
    return message == null
        || message.equals(String.valueOf(failure.getCause()))
        || message.startsWith("Unexpected exception");
  }

  /** Returns what to do about it. */
  String cure() {
    return cure;
  }

  /** Tells whether the server answers, but not as asked. */
  boolean isRefusal() {
    return kind == Kind.REFUSAL;
  }

  /** Tells whether trying again is of no use before something is set right. */
  boolean isConfiguration() {
    return kind == Kind.CONFIGURATION;
  }

  private boolean shows(Throwable link) {
    String text = String.valueOf(link.getMessage());
    return marks.stream().anyMatch(text::contains)
        || (this == UNTRUSTED && link instanceof SSLException);
  }
}
