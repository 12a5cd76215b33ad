/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fish.payara.cdi.jsr107.CacheResultInterceptor;
import fish.payara.cdi.jsr107.JSR107Producer;
import io.tiercel.tenant.TenantCaches;
import jakarta.annotation.Priority;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.Test;

@ContainerTest
class InterceptionTest {
  @Test
  void call_methodIsTransactional_hitOpensNoTransactionAndChangesFollowTheCommit()
      throws Exception {
    try (var application = Application.of(Contacts.class, Transactions.class, Log.class)) {
      Contacts contacts = application.get(Contacts.class);
      List<String> log = application.get(Log.class).lines();
      TenantContext.callAs("acme", () -> contacts.find(7));
      TenantContext.callAs("acme", () -> contacts.find(7));
      assertThat(log).containsExactly("begin, 0 stored", "commit, 0 stored");
      log.clear();
      TenantContext.callAs("acme", contacts::clear);
      assertThat(log).containsExactly("begin, 1 stored", "commit, 1 stored");
      assertThat(application.keys("acme", "contacts")).isEmpty();
    }
  }

  @Test
  void call_serverBringsInterceptorsOfItsOwn_isInterceptedByOursAlone() throws Exception {
    try (var application =
        Application.of(
            CacheResultInterceptor.class, Contacts.class, Transactions.class, Log.class)) {
      Contacts contacts = application.get(Contacts.class);
      assertThat(TenantContext.callAs("acme", () -> contacts.find(7))).isEqualTo("contact 7");
    }
  }

  @Test
  void inject_serverProducesAManagerOfItsOwn_isOurs() {
    try (var application = Application.of(JSR107Producer.class, ManagerOwner.class)) {
      assertThat(application.get(ManagerOwner.class).manager.getURI())
          .isEqualTo(URI.create("tiercel:default"));
    }
  }

  @Test
  void bean_withoutAnnotations_isItsOwnClassAndNothingStandsBeforeIt() {
    try (var application = Application.of(Plain.class, Annotated.class)) {
      assertThat(application.get(Plain.class).getClass()).isSameAs(Plain.class);
      assertThat(application.get(Annotated.class).getClass()).isNotSameAs(Annotated.class);
    }
  }

  @Test
  void call_roleIsMissing_isDeniedThoughTheAnswerIsCachedAndTakesNoPermit() throws Exception {
    try (var application = Application.of(Payroll.class, Roles.class, Role.class)) {
      Payroll payroll = application.get(Payroll.class);
      Role role = application.get(Role.class);
      role.become("clerk");
      assertThat(TenantContext.callAs("acme", () -> payroll.salary(7))).isEqualTo("salary 7");
      assertThat(application.keys("acme", "salaries")).hasSize(1);
      role.become("visitor");
      assertThatThrownBy(() -> TenantContext.callAs("acme", () -> payroll.salary(7)))
          .isInstanceOf(SecurityException.class);
      role.become("clerk");
      assertThat(TenantContext.callAs("acme", () -> payroll.salary(7))).isEqualTo("salary 7");
      assertThatThrownBy(() -> TenantContext.callAs("acme", () -> payroll.salary(7)))
          .as("a hit takes a permit, and the third call is one too many")
          .isInstanceOf(RateLimitExceededException.class);
    }
  }

  @Dependent
  static class Plain {
    String find(long id) {
      return "contact " + id;
    }
  }

  @Dependent
  static class ManagerOwner {
    @Inject CacheManager manager;
  }

  @Dependent
  static class Annotated {
    @CacheResult(cacheName = "contacts")
    String find(long id) {
      return "contact " + id;
    }
  }

  /** Has {@code @RolesAllowed} checked, as servers and security libraries do. */
  @InterceptorBinding
  @Retention(RetentionPolicy.RUNTIME)
  @interface Checked {}

  @Checked
  @Interceptor
  @Priority(Interceptor.Priority.PLATFORM_BEFORE)
  static class Roles {
    @Inject Role role;

    @AroundInvoke
    Object around(InvocationContext call) throws Exception {
      String[] allowed = call.getMethod().getAnnotation(RolesAllowed.class).value();
      if (!List.of(allowed).contains(role.name())) {
        throw new SecurityException(role.name());
      }
      return call.proceed();
    }
  }

  @ApplicationScoped
  static class Role {
    private String name = "nobody";

    void become(String other) {
      name = other;
    }

    String name() {
      return name;
    }
  }

  @ApplicationScoped
  static class Payroll {
    @CacheResult(cacheName = "salaries")
    @Checked
    @RateLimited(permits = 2, per = "P1D")
    @RolesAllowed("clerk")
    String salary(long id) {
      return "salary " + id;
    }
  }

  /** Stands for the server's {@code @Transactional}. */
  @InterceptorBinding
  @Retention(RetentionPolicy.RUNTIME)
  @interface InTransaction {}

  @InTransaction
  @Interceptor
  @Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
  static class Transactions {
    @Inject Log log;

    @AroundInvoke
    Object around(InvocationContext call) throws Exception {
      log.add("begin");
      Object result = call.proceed();
      log.add("commit");
      return result;
    }
  }

  @ApplicationScoped
  static class Log {
    @Inject TenantCaches caches;
    private final List<String> lines = new ArrayList<>();

    void add(String event) {
      int stored = 0;
      for (var ignored : caches.cache("acme", "contacts")) {
        stored++;
      }
      lines.add(event + ", " + stored + " stored");
    }

    List<String> lines() {
      return lines;
    }
  }

  @ApplicationScoped
  static class Contacts {
    @CacheResult(cacheName = "contacts")
    @InTransaction
    String find(long id) {
      return "contact " + id;
    }

    @CacheRemoveAll(cacheName = "contacts")
    @InTransaction
    boolean clear() {
      return true;
    }
  }
}
