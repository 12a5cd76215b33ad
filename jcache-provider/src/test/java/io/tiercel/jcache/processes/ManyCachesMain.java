/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.processes;

import io.tiercel.tenant.TenantCaches;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.Caching;

/** A process with very many caches, which does what the lines of its input say. */
final class ManyCachesMain {
  private final TenantCaches tenants;

  private ManyCachesMain(TenantCaches tenants) {
    this.tenants = tenants;
  }

  /**
   * Runs the process until its input ends.
   *
   * @param arguments the address of Redis
   * @throws Exception if a line is wrong
   */
  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("l2.address", arguments[0]);
    properties.setProperty("l2.timeout-ms", "20000");
    ManyCachesMain main =
        new ManyCachesMain(
            Caching.getCachingProvider()
                .getCacheManager(null, ManyCachesMain.class.getClassLoader(), properties)
                .unwrap(TenantCaches.class));
    System.out.println(ChildJvm.ANSWER + "ready");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(ChildJvm.ANSWER + main.answer(line.split(" ")));
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private String answer(String... words) {
    return switch (words[0]) {
      case "open" -> {
        for (int i = Integer.parseInt(words[1]); i < Integer.parseInt(words[2]); i++) {
          cache(i);
        }
        yield "opened";
      }
      case "put" -> {
        for (int i = Integer.parseInt(words[1]); i < Integer.parseInt(words[2]); i++) {
          cache(i).put("k", "v" + i);
        }
        yield "put";
      }
      case "get" -> String.valueOf(cache(Integer.parseInt(words[1])).get("k"));
      case "bytes" -> "" + usedBytes();
      case "threads" -> "" + ManagementFactory.getThreadMXBean().getThreadCount();
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private Cache<Object, Object> cache(int tenant) {
    return tenants.cache(String.format("org_%06d", tenant), "contacts");
  }

  /** Returns the bytes in use once the collector finds nothing more. */
  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
