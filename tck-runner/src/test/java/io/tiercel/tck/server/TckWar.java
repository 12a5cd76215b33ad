/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck.server;

import io.tiercel.tck.OneTenant;
import io.tiercel.tck.TckListener;
import io.tiercel.tck.TckMode;
import io.tiercel.tck.TckRun;
import io.tiercel.tck.TckTests;
import jakarta.enterprise.inject.spi.Extension;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.cache.annotation.BeanProvider;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application that runs the TCK: its jars, JUnit, and Tiercel as an application carries it. */
final class TckWar {
  /** A file in the WAR that can be asked for. */
  static final String READY = "ready.txt";

  /** What makes a bean archive of a WAR. */
  static final String BEANS =
      """
      <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
      """;

  private TckWar() {}

  /** Writes the WAR of a mode into a folder. */
  static Path write(TckMode mode, String redisAddress, Path folder) throws IOException {
    String name = "tck-" + mode.name().toLowerCase(Locale.ROOT) + ".war";
    Map<String, String> settings = new TreeMap<>(mode.settings(redisAddress));
    settings.put("tiercel.codec.allow", TckRun.ALLOWED);
    String file =
        settings.entrySet().stream()
            .map(setting -> setting.getKey() + " = \"" + setting.getValue() + "\"\n")
            .collect(Collectors.joining());
    Path war = folder.resolve(name);
    ShrinkWrap.create(WebArchive.class, name)
        .addClasses(TckRun.class, TckListener.class, OneTenant.class)
        .addClasses(TckServlet.class, ServerBeanProvider.class, TckBeans.class)
        .addAsLibraries(Libraries.matching(Libraries.TIERCEL).toArray(File[]::new))
        .addAsLibraries(Libraries.matching(Libraries.TCK).toArray(File[]::new))
        .addAsWebResource(new StringAsset("deployed"), READY)
        .addAsWebInfResource(new StringAsset(BEANS), "beans.xml")
        .addAsServiceProvider(BeanProvider.class, ServerBeanProvider.class)
        .addAsServiceProvider(Extension.class, TckBeans.class)
        .addAsResource(new StringAsset(file), "application.conf")
        .addAsResource("ExcludeList")
        .addAsResource(new StringAsset(String.join("\n", classNames())), TckServlet.CLASSES)
        .as(ZipExporter.class)
        .exportTo(war.toFile(), true);
    return war;
  }

  /**
   * The tests of annotations come first: they need the application's own cache manager, which other
   * tests close for good.
   */
  private static List<String> classNames() throws IOException {
    return TckTests.classNames().stream()
        .sorted(
            Comparator.comparing((String name) -> !name.contains(".annotation."))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }
}
