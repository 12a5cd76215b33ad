/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ContainerTest
class DeploymentProblemsTest {
  @Test
  void deployment_manyFaults_areReportedTogether() throws IOException {
    String report = Application.problemsOf(Faulty.class);
    assertThat(report).contains("TIERCEL-4200").contains("problems=19");
    assertThat(report)
        .contains("TIERCEL-4111 " + name("two(java.lang.String)"))
        .contains("annotations=[@CacheResult, @CacheRemove]")
        .contains("TIERCEL-4112 " + name("hidden(java.lang.String)"))
        .contains("TIERCEL-4114 " + name("later(java.lang.String)"))
        .contains("TIERCEL-4115 " + name("nothing(java.lang.String)"))
        .contains("TIERCEL-4116 " + name("stream(java.lang.String)"))
        .contains("TIERCEL-4117 " + name("removeNothing()"))
        .contains("TIERCEL-4117 " + name("putNothing(java.lang.String)"))
        .contains("TIERCEL-4127 " + name("withoutEquals([Ljava.lang.StringBuilder;)"))
        .contains("parameter=0 type=java.lang.StringBuilder[]")
        .contains("TIERCEL-4128 cache 'mixed'")
        .contains("[" + name("number(long), ") + name("text(java.lang.Long)]"))
        .contains("TIERCEL-4126 " + name("unresolvable(java.lang.String)"))
        .contains("TIERCEL-4201 " + Unresolvable.class.getName())
        .contains("TIERCEL-4119 " + name("noValue(java.lang.String)"))
        .contains("TIERCEL-4120 " + name("valueWithoutPut(java.lang.String,java.lang.String)"))
        .contains("TIERCEL-4121 " + name("twoTenants(java.lang.String,java.lang.String,long)"))
        .contains("TIERCEL-4122 " + name("tenantInKey(java.lang.String,long)"))
        .contains("TIERCEL-4122 " + name("valueInKey(java.lang.String,long)"))
        .contains("TIERCEL-4123 " + name("oddTenant(java.util.List,long)"))
        .contains("type=java.util.List")
        .contains("TIERCEL-4124 " + name("tenantOfShared(java.lang.String,long)"))
        .contains("TIERCEL-4126 " + name("keyless(java.lang.String)"))
        .contains("TIERCEL-4201 " + Uncreatable.class.getName())
        .contains("TIERCEL-4125 cache 'ambiguous'")
        .contains(name("all()"))
        .contains(name("one(java.lang.String)"));
  }

  @Test
  void deployment_allRight_hasNoProblem() {
    try (var application = Application.of(Right.class)) {
      assertThat(application.get(Right.class)).isNotNull();
    }
  }

  private static String name(String method) {
    return Faulty.class.getName() + "." + method;
  }

  @ApplicationScoped
  @SuppressWarnings("unused")
  static class Faulty {
    @CacheResult(cacheName = "x")
    @CacheRemove(cacheName = "x")
    String two(String id) {
      return id;
    }

    @CacheResult(cacheName = "x")
    private String hidden(String id) {
      return id;
    }

    @CacheResult(cacheName = "x", cacheResolverFactory = Unresolvable.class)
    String unresolvable(String id) {
      return id;
    }

    @CacheResult(cacheName = "mixed")
    List<Integer> number(long id) {
      return List.of();
    }

    @CacheResult(cacheName = "mixed")
    List<String> text(Long id) {
      return List.of();
    }

    @CacheResult(cacheName = "x")
    Future<String> later(String id) {
      throw new UnsupportedOperationException(id);
    }

    @CacheResult(cacheName = "x")
    void nothing(String id) {}

    @CacheResult(cacheName = "x")
    Stream<String> stream(String id) {
      return Stream.of(id);
    }

    @CacheRemove(cacheName = "x")
    void removeNothing() {}

    @CachePut(cacheName = "x")
    void putNothing(@CacheValue String value) {}

    @CacheResult(cacheName = "x")
    String withoutEquals(StringBuilder[] ids) {
      return "" + ids.length;
    }

    @CachePut(cacheName = "x")
    void noValue(String id) {}

    @CacheRemove(cacheName = "x")
    void valueWithoutPut(String id, @CacheValue String value) {}

    @CacheRemove(cacheName = "x")
    void twoTenants(@TenantId String one, @TenantId String other, long id) {}

    @CacheRemove(cacheName = "x")
    void tenantInKey(@TenantId @CacheKey String tenant, long id) {}

    @CachePut(cacheName = "x")
    void valueInKey(@CacheValue @CacheKey String value, long id) {}

    @CacheRemove(cacheName = "x")
    void oddTenant(@TenantId List<String> tenant, long id) {}

    @CacheRemove(cacheName = "countries")
    void tenantOfShared(@TenantId String tenant, long id) {}

    @CacheResult(cacheName = "x", cacheKeyGenerator = Uncreatable.class)
    String keyless(String id) {
      return id;
    }

    @CacheResult(cacheName = "ambiguous")
    List<String> all() {
      return List.of();
    }

    @CacheResult(cacheName = "ambiguous")
    String one(String id) {
      return id;
    }
  }

  @ApplicationScoped
  static class Right {
    @CacheResult(cacheName = "right")
    List<String> all() {
      return List.of();
    }

    @CacheResult(cacheName = "right")
    String one(long id) {
      return "" + id;
    }

    @CacheRemoveAll(cacheName = "right")
    void clear(int[] whatever) {}

    @CachePut(cacheName = "right")
    void put(@CacheKey long id, @CacheValue String value, int[] whatever) {}
  }

  abstract static class Uncreatable implements CacheKeyGenerator {}

  abstract static class Unresolvable implements CacheResolverFactory {}

  @Test
  void deployment_atDebug_logsTheGraphOfCascades() {
    Logger logger = Logger.getLogger("io.tiercel.cdi.internal.CacheRuntime");
    List<String> lines = new ArrayList<>();
    logger.setLevel(Level.FINE);
    logger.setFilter(
        logged -> {
          lines.add(logged.getMessage());
          return false;
        });
    try (var application = Application.of()) {
      assertThat(application.caches()).isNotNull();
    } finally {
      logger.setFilter(null);
      logger.setLevel(null);
    }
    assertThat(lines)
        .containsExactly(
            "cascade messages -> [conversations, dashboard-stats], reaches [messages, conversations,"
                + " dashboard-stats]");
  }

  @Test
  void deployment_entityInAResourceLocalUnit_isRefused(@TempDir Path folder) throws Exception {
    String problems = Application.problemsOf(classPath(folder));
    assertThat(problems)
        .contains("TIERCEL-4205", "'orders'", "class=" + SpecialOrder.class.getName())
        .contains("problems=1");
  }

  private static URLClassLoader classPath(Path folder) throws IOException {
    Path file = folder.resolve("META-INF/persistence.xml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
          <persistence-unit name="orders" transaction-type="RESOURCE_LOCAL">
            <class> %s </class>
            <class>%s</class>
            <class>not.There</class>
          </persistence-unit>
          <persistence-unit name="others" transaction-type="JTA">
            <class>%s</class>
          </persistence-unit>
        </persistence>
        """
            .formatted(
                SpecialOrder.class.getName(),
                DeploymentProblemsTest.class.getName(),
                Country.class.getName()));
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, DeploymentProblemsTest.class.getClassLoader());
  }

  @InvalidatesResource("orders")
  static class Order {}

  static final class SpecialOrder extends Order {}

  @InvalidatesResource("countries")
  static final class Country {}
}
