/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiercel.cdi.internal.tenant.Origin;
import io.tiercel.cdi.internal.tenant.RequestTrace;
import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.LimiterCounts;
import io.tiercel.ratelimit.OutagePolicy;
import io.tiercel.ratelimit.RateLimiters;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ContainerTest
class RateLimitTest {
  private static final List<String> KEYS =
      List.of(
          "tiercel.rate-limit.max-requests",
          "tiercel.rate-limit.per-user",
          "tiercel.rate-limit.plans.pro.max-requests",
          "tiercel.http.trusted-proxies");

  @AfterEach
  void clear() {
    KEYS.forEach(System::clearProperty);
    RequestTrace.bind(null);
  }

  @Test
  void call_overTheLimit_failsBeforeTheMethodRuns() {
    try (var application = Application.of(Reports.class)) {
      Reports reports = application.get(Reports.class);
      reports.twice();
      reports.twice();
      var failure = catchThrowableOfType(RateLimitExceededException.class, reports::twice);
      assertThat(failure)
          .isNotNull()
          .hasMessageStartingWith("TIERCEL-5100 limiter 'Reports.twice': ")
          .hasMessageContaining("limit=2 window=PT24H");
      assertThat(failure.getStackTrace()).isEmpty();
      assertThat(failure.retryAfter()).isPositive();
      assertThat(reports.calls()).isEqualTo(2);
      assertThat(application.get(RateLimiters.class).counts())
          .containsEntry("Reports.twice", new LimiterCounts(2, 1, 0));
    }
  }

  @Test
  void call_severalLimits_takesFromAllOrNone() {
    try (var application = Application.of(Reports.class)) {
      Reports reports = application.get(Reports.class);
      reports.several();
      assertThatThrownBy(reports::several)
          .isInstanceOf(RateLimitExceededException.class)
          .hasMessageContaining("limit=1 window=PT1H");
      assertThat(application.get(RateLimiters.class).counts())
          .as("judged once a call")
          .containsEntry("Reports.several", new LimiterCounts(1, 1, 0));
    }
  }

  @Test
  void call_limitAtTheClass_isEachMethodsOwn() {
    try (var application = Application.of(OncePerMethod.class)) {
      OncePerMethod bean = application.get(OncePerMethod.class);
      bean.one();
      bean.other();
      bean.more();
      bean.more();
      assertThatThrownBy(bean::one).isInstanceOf(RateLimitExceededException.class);
      assertThatThrownBy(bean::more).isInstanceOf(RateLimitExceededException.class);
    }
  }

  @Test
  void call_cachedToo_isLimitedFirst() throws Exception {
    try (var application = Application.of(Reports.class)) {
      Reports reports = application.get(Reports.class);
      TenantContext.callAs("acme", reports::cached);
      assertThatThrownBy(() -> TenantContext.callAs("acme", reports::cached))
          .as("a hit would have been free")
          .isInstanceOf(RateLimitExceededException.class);
    }
  }

  @Test
  void call_otherTenants_haveTheirOwn() throws Exception {
    try (var application = Application.of(Reports.class)) {
      Reports reports = application.get(Reports.class);
      TenantContext.callAs("acme", reports::byTenant);
      TenantContext.callAs("globex", reports::byTenant);
      assertThatThrownBy(() -> TenantContext.callAs("acme", reports::byTenant))
          .isInstanceOf(RateLimitExceededException.class);
    }
  }

  @Test
  void call_users_haveTheirOwnOfTheirOwnSize() {
    System.setProperty("tiercel.rate-limit.max-requests", "1");
    System.setProperty("tiercel.rate-limit.per-user", "3");
    try (var application = Application.of(Reports.class)) {
      Reports reports = application.get(Reports.class);
      assertThat(allowed(reports::byUser, from("203.0.113.1", "ann"))).isEqualTo(3);
      assertThat(allowed(reports::byUser, from("203.0.113.1", "bob"))).isEqualTo(3);
      assertThat(allowed(reports::byUser, from("203.0.113.1", null))).as("nobody").isEqualTo(1);
      assertThat(allowed(reports::byUser, from("203.0.113.2", null))).isEqualTo(1);
    }
  }

  @Test
  void call_plans_haveTheirOwnLimit() {
    System.setProperty("tiercel.rate-limit.max-requests", "1");
    System.setProperty("tiercel.rate-limit.plans.pro.max-requests", "4");
    try (var application = Application.of(Reports.class, Plans.class)) {
      Reports reports = application.get(Reports.class);
      assertThat(allowed(reports::byUser, from("203.0.113.1", "pro-ann"))).isEqualTo(4);
      assertThat(allowed(reports::byUser, from("203.0.113.1", "odd-bob"))).isEqualTo(1);
      assertThat(allowed(reports::byUser, from("203.0.113.1", "zoe"))).isEqualTo(1);
    }
  }

  @Test
  void call_forgedForwardedFor_isIgnored() {
    try (var application = Application.of(Reports.class)) {
      Reports reports = application.get(Reports.class);
      assertThat(allowed(reports::byAddress, from("203.0.113.1", null, "198.51.100.1")))
          .isEqualTo(2);
      assertThat(allowed(reports::byAddress, from("203.0.113.1", null, "198.51.100.2"))).isZero();
    }
  }

  @Test
  void call_throughTrustedProxies_countsWhomTheNearestOfThemSaw() {
    System.setProperty("tiercel.http.trusted-proxies", "10.0.0.0/8, ::1");
    try (var application = Application.of(Reports.class)) {
      Reports reports = application.get(Reports.class);
      Runnable call = reports::byAddress;
      assertThat(allowed(call, from("10.1.1.1", null, "1.1.1.1, 198.51.100.1, 10.2.2.2")))
          .isEqualTo(2);
      assertThat(allowed(call, from("::1", null, "2.2.2.2", "198.51.100.1:4711")))
          .as("another way, another forgery in front, in another line")
          .isZero();
      assertThat(allowed(call, from("198.51.100.1", null))).as("directly").isZero();
      assertThat(allowed(call, from("10.1.1.1", null, "198.51.100.2"))).isEqualTo(2);
      assertThat(allowed(call, from("10.1.1.1", null, "198.51.100.2, bad"))).isEqualTo(2);
      assertThat(allowed(call, from("10.1.1.1", null, "x"))).as("the proxy itself").isZero();
    }
  }

  @Test
  void call_combined_tellsAllPartsApart() throws Exception {
    try (var application = Application.of(Reports.class)) {
      Reports reports = application.get(Reports.class);
      Runnable call = reports::combined;
      assertThat(allowed(call, from("203.0.113.1", "ann"))).isEqualTo(1);
      assertThat(allowed(call, from("203.0.113.2", "ann"))).isEqualTo(1);
      assertThat(allowed(call, from("203.0.113.1", "bob"))).isEqualTo(1);
      assertThat(TenantContext.callAs("acme", () -> allowed(call, from("203.0.113.1", "ann"))))
          .isEqualTo(1);
      assertThat(allowed(call, from("203.0.113.1", "x".repeat(5000)))).as("long").isEqualTo(1);
      assertThat(allowed(call, from("203.0.113.1", "ann"))).isZero();
    }
  }

  @Test
  void call_reserve_isTakenInAdvance() {
    try (var application = Application.of(Reports.class)) {
      Reports reports = application.get(Reports.class);
      assertThat(allowed(reports::reserved, from("203.0.113.1", null))).isEqualTo(4);
      var failure = catchThrowableOfType(RateLimitExceededException.class, reports::reserved);
      assertThat(failure.limiter().reserve()).isEqualTo(3);
    }
  }

  @Test
  void deployment_planBelowTheReserve_isReported() throws IOException {
    System.setProperty("tiercel.rate-limit.plans.pro.max-requests", "2");
    assertThat(Application.problemsOf(Reserving.class))
        .contains("TIERCEL-5113 " + Reserving.class.getName() + ".byPlan")
        .contains("TIERCEL-5007 limiter 'Reserving.byPlan'")
        .contains("reserve=3 permits=2");
  }

  @Test
  void deployment_faults_areReportedWithAllOthers() throws IOException {
    assertThat(Application.problemsOf(Faulty.class))
        .contains("TIERCEL-4200", "problems=8")
        .contains("TIERCEL-5110 " + name("hidden"))
        .contains("TIERCEL-5111 " + name("unlike"))
        .contains("TIERCEL-5113 " + name("none") + ": its limits must be right: TIERCEL-5000 ")
        .contains("permits=0")
        .contains("TIERCEL-5113 " + name("noTime") + ": its limits must be right: TIERCEL-5114 ")
        .contains("per=1 minute")
        .contains("TIERCEL-5002 limit: window must be")
        .contains("TIERCEL-5115 " + name("twoAlgorithms"))
        .contains("TIERCEL-5006 limiter 'Faulty.windowTwice'")
        .contains("TIERCEL-4115 " + name("cached"));
  }

  private static String name(String method) {
    return Faulty.class.getName() + "." + method;
  }

  private static RequestTrace from(
      String peer, @Nullable String user, String... forwardedForLines) {
    Principal principal = user == null ? null : () -> user;
    return new RequestTrace(
        name -> null, new Origin(peer, () -> Arrays.asList(forwardedForLines), () -> principal));
  }

  /** Returns how many of ten calls were allowed. */
  private static int allowed(Runnable call, RequestTrace request) {
    RequestTrace.bind(request);
    int allowed = 0;
    for (int i = 0; i < 10; i++) {
      try {
        call.run();
        allowed++;
      } catch (RateLimitExceededException e) {
        assertThat(e.verdict().allowed()).isFalse();
      }
    }
    return allowed;
  }

  @ApplicationScoped
  static class Plans implements PlanResolver {
    @Override
    public @Nullable String findPlan(Caller caller) {
      return Stream.of("pro", "odd")
          .filter(plan -> Objects.requireNonNull(caller.user()).startsWith(plan))
          .findFirst()
          .orElse(null);
    }
  }

  @ApplicationScoped
  static class Reports {
    private final AtomicInteger calls = new AtomicInteger();

    @RateLimited(permits = 2, per = "P1D")
    void twice() {
      calls.incrementAndGet();
    }

    @RateLimited(permits = 5, per = "P1D")
    @RateLimited(permits = 1, per = "PT1H", algorithm = Algorithm.TOKEN_BUCKET)
    void several() {}

    @RateLimited(permits = 1, per = "P1D")
    @CacheResult(cacheName = "reports")
    String cached() {
      return "report";
    }

    @RateLimited(permits = 1, per = "P1D", by = RateLimitSubject.TENANT)
    boolean byTenant() {
      return true;
    }

    @RateLimited(per = "P1D", by = RateLimitSubject.USER)
    void byUser() {}

    @RateLimited(permits = 2, per = "P1D", by = RateLimitSubject.ADDRESS)
    void byAddress() {}

    @RateLimited(permits = 1, per = "P1D")
    void combined() {}

    @RateLimited(permits = 4, per = "P1D", reserve = 3)
    void reserved() {}

    int calls() {
      return calls.get();
    }
  }

  @ApplicationScoped
  @RateLimited(permits = 1, per = "P1D")
  static class OncePerMethod {
    void one() {}

    void other() {}

    @RateLimited(permits = 2, per = "P1D")
    void more() {}
  }

  @ApplicationScoped
  static class Reserving {
    @RateLimited(reserve = 3)
    void byPlan() {}
  }

  @ApplicationScoped
  @SuppressWarnings("unused")
  static class Faulty {
    @RateLimited
    private void hidden() {}

    @RateLimited(permits = 1, per = "PT1S", by = RateLimitSubject.USER)
    @RateLimited(permits = 1, per = "PT2S", by = RateLimitSubject.TENANT)
    void unlike() {}

    @RateLimited(permits = 0)
    void none() {}

    @RateLimited(per = "1 minute")
    void noTime() {}

    @RateLimited(per = "PT0S")
    void noWindow() {}

    @RateLimited(algorithm = {Algorithm.SLIDING_LOG, Algorithm.TOKEN_BUCKET})
    void twoAlgorithms() {}

    @RateLimited(permits = 1, per = "PT1S", onOutage = OutagePolicy.OPEN)
    @RateLimited(permits = 2, per = "PT1S", onOutage = OutagePolicy.OPEN)
    void windowTwice() {}

    @CacheResult(cacheName = "x")
    void cached(String id) {}
  }
}
