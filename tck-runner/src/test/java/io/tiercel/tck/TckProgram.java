/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import io.tiercel.jcache.config.TiercelSettings;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;
import org.jsr107.tck.CacheTest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the whole TCK on the one provider of the class path and writes the results to the file that
 * is its argument.
 */
final class TckProgram {
  private TckProgram() {}

  public static void main(String[] arguments) throws Exception {
    endWithParent();
    try (PrintWriter lines = new PrintWriter(arguments[0], StandardCharsets.UTF_8)) {
      TckListener listener = new TckListener(lines);
      Logger.getLogger("").addHandler(listener);
      describeProvider(listener);
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClasspathRoots(Set.of(Path.of(origin(CacheTest.class)))))
                  .filters(includeClassNamePatterns(".*Test1?"), includeEngines("junit-vintage"))
                  .build(),
              listener);
    }
    System.exit(0);
  }

  private static void endWithParent() {
    ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
    Thread watch =
        new Thread(
            () -> {
              parent.onExit().join();
              Runtime.getRuntime().halt(2);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void describeProvider(TckListener listener) throws Exception {
    List<String> providers = new ArrayList<>();
    for (CachingProvider provider : Caching.getCachingProviders()) {
      providers.add(provider.getClass().getName());
    }
    listener.write("FACT", "providers", String.join(" ", providers));
    listener.write("FACT", "origin", origin(Caching.getCachingProvider().getClass()).toString());
    String container = SeContainerInitializer.newInstance().getClass().getName();
    listener.write("FACT", "container", container);
    TiercelSettings settings =
        Caching.getCachingProvider().getCacheManager().unwrap(TiercelSettings.class);
    listener.write("FACT", "mode", settings.mode().name());
    for (Class<?> unwrapped : List.of(CacheManager.class, Cache.class, Cache.Entry.class)) {
      String property = unwrapped.getName().replace('$', '.');
      Class<?> own = Class.forName(System.getProperty(property));
      listener.write("FACT", property, Boolean.toString(unwrapped.isAssignableFrom(own)));
    }
  }

  private static URI origin(Class<?> type) throws Exception {
    return type.getProtectionDomain().getCodeSource().getLocation().toURI();
  }
}
