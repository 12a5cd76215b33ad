/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(
    packages = {"io.tiercel.cdi", "io.tiercel.http", "io.tiercel.analytics"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule THE_PROVIDER_IS_KNOWN_BY_ITS_PUBLIC_PACKAGES =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("io.tiercel.jcache.internal..");

  @ArchTest
  static final ArchRule REST_AND_SERVLET_ARE_KNOWN_TO_HTTP_ALONE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tiercel.http")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet..");

  @ArchTest
  static final ArchRule PERSISTENCE_IS_KNOWN_TO_ANALYTICS_AND_THE_LISTENER_ALONE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tiercel.analytics")
          .and()
          .doNotHaveFullyQualifiedName("io.tiercel.cdi.CacheInvalidationListener")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.persistence..");

  @ArchTest
  static final ArchRule TRANSACTIONS_ARE_KNOWN_TO_TWO_PACKAGES_ALONE =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.tiercel.analytics", "io.tiercel.cdi.internal.transaction")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.transaction..");

  @ArchTest
  static final ArchRule MICROPROFILE_CONFIG_IS_KNOWN_TO_ONE_CLASS_ALONE =
      noClasses()
          .that()
          .doNotHaveSimpleName("MicroProfileProperties")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.microprofile.config..");

  @ArchTest
  static final ArchRule MICROPROFILE_JWT_IS_KNOWN_TO_ONE_CLASS_ALONE =
      noClasses()
          .that()
          .doNotHaveSimpleName("MicroProfileToken")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.microprofile.jwt..");

  @ArchTest
  static final ArchRule MICROPROFILE_HEALTH_IS_KNOWN_TO_ONE_CLASS_ALONE =
      noClasses()
          .that()
          .doNotHaveSimpleName("CacheReadiness")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.microprofile.health..");

  @ArchTest
  static final ArchRule OPENTELEMETRY_IS_KNOWN_TO_ONE_CLASS_ALONE =
      noClasses()
          .that()
          .doNotHaveSimpleName("CacheTelemetry")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..");

  @ArchTest
  static final ArchRule INTERNALS_HAVE_NO_CYCLES =
      slices().matching("io.tiercel.cdi.internal.(*)..").should().beFreeOfCycles();
}
