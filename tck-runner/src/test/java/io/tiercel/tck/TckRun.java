/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck;

import static org.junit.platform.launcher.EngineFilter.includeEngines;

import io.tiercel.jcache.config.TiercelSettings;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * One run of the TCK on the provider that JCache finds, in this JVM: what the provider is, then a
 * line for each test, in the form that {@link TckResults} reads.
 */
public final class TckRun {
  /** What the tests keep in caches, as {@code codec.allow} takes it. */
  public static final String ALLOWED = "org.jsr107.tck.**,domain.**";

  /** What the TCK wants to know of the JVM that it runs in. */
  public static final List<String> JVM_OPTIONS =
      List.of(
          "-Djavax.cache.CacheManager=io.tiercel.jcache.internal.TiercelCacheManager",
          "-Djavax.cache.Cache=io.tiercel.jcache.internal.TieredCache",
          "-Djavax.cache.Cache.Entry=io.tiercel.jcache.internal.entry.SimpleEntry",
          "-Dorg.jsr107.tck.support.server.address=127.0.0.1",
          "-Djava.net.preferIPv4Stack=true");

  private TckRun() {}

  /** What runs all tests of the classes. */
  static LauncherDiscoveryRequest request(List<String> classNames) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(classNames.stream().map(DiscoverySelectors::selectClass).toList())
        .filters(includeEngines("junit-vintage"))
        .build();
  }

  /**
   * Runs the tests on this thread.
   *
   * @param classNames the classes of tests, in the order in which they run
   * @param facts what is to be said besides, by name
   */
  public static void run(List<String> classNames, PrintWriter lines, Map<String, String> facts)
      throws ClassNotFoundException {
    TckListener listener = new TckListener(lines);
    // Held here: loggers may be collected, and their handlers with them.
    Logger root = Logger.getLogger("");
    root.addHandler(listener);
    try {
      facts.forEach((name, text) -> listener.write("FACT", name, text));
      describeProvider(listener);
      LauncherFactory.create().execute(request(classNames), listener);
    } finally {
      root.removeHandler(listener);
    }
  }

  private static void describeProvider(TckListener listener) throws ClassNotFoundException {
    String providers =
        StreamSupport.stream(Caching.getCachingProviders().spliterator(), false)
            .map(provider -> provider.getClass().getName())
            .collect(Collectors.joining(" "));
    listener.write("FACT", "providers", providers);
    CachingProvider provider = Caching.getCachingProvider();
    listener.write("FACT", "origin", origin(provider.getClass()).toString());
    TiercelSettings settings = provider.getCacheManager().unwrap(TiercelSettings.class);
    listener.write("FACT", "mode", settings.mode().name());
    for (Class<?> unwrapped : List.of(CacheManager.class, Cache.class, Cache.Entry.class)) {
      String property = unwrapped.getName().replace('$', '.');
      Class<?> own = Class.forName(System.getProperty(property));
      listener.write("FACT", property, Boolean.toString(unwrapped.isAssignableFrom(own)));
    }
  }

  static URI origin(Class<?> type) {
    return URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
  }
}
