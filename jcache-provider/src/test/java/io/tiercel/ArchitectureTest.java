/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.tiercel.jcache.TiercelCachingProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom. */
final class ArchitectureTest {
  private static final String INTERNAL = "io.tiercel.jcache.internal.";

  /** The module's own classes, wherever they are; neither tests nor other modules. */
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrl(
              TiercelCachingProvider.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void classes_imported_areTheModulesOwn() {
    assertThat(CLASSES.contain("io.tiercel.jcache.internal.remote.RedisTier")).isTrue();
    assertThat(CLASSES.contain(ArchitectureTest.class)).isFalse();
    assertThat(CLASSES).hasSizeGreaterThan(100);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("io.tiercel.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "com.github.benmanes.caffeine.., near",
    "io.tiercel.jcache.shaded.., remote",
    "io.github.resilience4j.., remote",
    "com.typesafe.config.., settings",
    "com.fasterxml.jackson.., codec",
    "org.apache.fory.., codec",
    "net.jpountz.., codec",
    "org.HdrHistogram.., monitor",
    "io.netty.., remote"
  })
  void library_isKnownToOnePackage(String library, String owner) {
    noClasses()
        .that()
        .resideOutsideOfPackage(INTERNAL + owner)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"micrometer", "opentelemetry"})
  void metricsLibrary_isKnownToItsBinderAlone(String library) {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tiercel.monitoring." + library)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io." + library + "..")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jakarta..", "org.redisson..", "org.slf4j..", "org.yaml.."})
  void library_isKnownToNobody(String library) {
    noClasses().should().dependOnClassesThat().resideInAPackage(library).check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.tiercel.jcache.spi..",
        "io.tiercel.jcache.config..",
        "io.tiercel.monitoring..",
        "io.tiercel.session..",
        "io.tiercel.tenant.."
      })
  void api_knowsNothingInternal(String api) {
    noClasses()
        .that()
        .resideInAPackage(api)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tiercel.jcache.internal..")
        .check(CLASSES);
  }

  /** The edges of the tiers: jcache, internal, entry, tier; near and remote implement tier. */
  @ParameterizedTest
  @CsvSource({
    "tier, near",
    "tier, remote",
    "tier, entry",
    "near, remote",
    "near, entry",
    "remote, near",
    "remote, entry",
    "entry, near",
    "entry, remote",
    "codec, tier",
    "codec, settings",
    "settings, tier",
    "settings, codec"
  })
  void internal_lowerPackage_doesNotKnowItsNeighbour(String one, String other) {
    noClasses()
        .that()
        .resideInAPackage(INTERNAL + one)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(INTERNAL + other)
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"entry", "tier", "near", "remote", "codec", "settings"})
  void internal_part_doesNotKnowTheAssembly(String part) {
    noClasses()
        .that()
        .resideInAPackage(INTERNAL + part)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tiercel.jcache", "io.tiercel.jcache.internal", "io.tiercel.tenant")
        .check(CLASSES);
  }
}
