/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.TiercelCachingProvider;
import io.tiercel.jcache.shaded.redisson.Redisson;
import io.tiercel.migrations.TiercelMigrations;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is published can stand on a module path. */
class PublishedJarsIT {
  @Test
  void jars_onAModulePath_haveNamesAndShareNoPackage() throws Exception {
    String bom = Files.readString(Path.of("..", "bom", "pom.xml"));
    List<ModuleDescriptor> modules = new ArrayList<>();
    for (Class<?> type :
        List.of(
            TenantContext.class,
            TiercelCachingProvider.class,
            TiercelMigrations.class,
            Redisson.class)) {
      Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      assertThat(jar.getFileName().toString()).startsWith("tiercel-").endsWith(".jar");
      String artifact = jar.getFileName().toString().replaceAll("-\\d.*", "");
      assertThat(bom).contains("<artifactId>" + artifact + "</artifactId>");
      ModuleFinder.of(jar).findAll().stream()
          .map(ModuleReference::descriptor)
          .forEach(modules::add);
    }
    assertThat(modules)
        .extracting(ModuleDescriptor::name)
        .containsExactly(
            "io.tiercel.cdi",
            "io.tiercel.jcache",
            "io.tiercel.migrations",
            "io.tiercel.redis.client");
    assertThat(modules.stream().flatMap(module -> module.packages().stream()))
        .doesNotHaveDuplicates();
  }
}
