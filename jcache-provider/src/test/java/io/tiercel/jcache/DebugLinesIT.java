/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.jcache.config.Mode;
import io.tiercel.tenant.TenantCaches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the logger of single operations says, and that it says nothing else. */
final class DebugLinesIT {
  @RegisterExtension static final Nodes NODES = new Nodes();
  private static final Logger LOGGER = Logger.getLogger("io.tiercel.debug");

  @AfterAll
  static void reset() {
    LOGGER.setLevel(null);
  }

  /** The lines of operations, at a level, while this is open. */
  private static final class Lines extends Handler implements AutoCloseable {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    Lines(Level level) {
      setLevel(Level.ALL);
      LOGGER.setLevel(level);
      LOGGER.setUseParentHandlers(false);
      LOGGER.addHandler(this);
    }

    List<String> take() {
      List<String> taken = List.copyOf(lines);
      lines.clear();
      return taken;
    }

    @Override
    public void publish(LogRecord record) {
      lines.add(record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      LOGGER.removeHandler(this);
      LOGGER.setLevel(null);
    }
  }

  @InEachMode
  void operations_atDebug_areToldWithTierAndKey(Mode mode) {
    CacheManager manager = NODES.in(mode).manager();
    String name = CacheFixture.newName();
    Cache<String, String> cache = open(manager, name);
    awaitCopies(mode, cache);
    String tier = mode == Mode.REMOTE ? "L2" : "L1";
    try (Lines lines = new Lines(Level.FINE)) {
      cache.get("a");
      assertThat(lines.take()).containsExactly("MISS: " + name + ":a:v1");
      cache.put("a", "secret-1");
      assertThat(lines.take()).containsExactly("SET: " + name + ":a:v1 (created)");
      cache.get("a");
      assertThat(lines.take()).containsExactly(tier + " HIT: " + name + ":a:v1");
      cache.putIfAbsent("a", "secret-2");
      assertThat(lines.take()).containsExactly("SET: " + name + ":a:v1 (refused)");
      cache.remove("a");
      assertThat(lines.take()).containsExactly("Invalidated 1 key for " + name + ":a:v1");
      cache.putAll(Map.of("b", "secret-3", "c", "secret-4"));
      assertThat(lines.take())
          .containsExactlyInAnyOrder(
              "SET: " + name + ":b:v1 (created)", "SET: " + name + ":c:v1 (created)");
      cache.getAll(Set.of("b", "x"));
      assertThat(lines.take())
          .containsExactlyInAnyOrder(tier + " HIT: " + name + ":b:v1", "MISS: " + name + ":x:v1");
      cache.removeAll(Set.of("b", "c", "x"));
      assertThat(lines.take()).containsExactly("Invalidated 2 keys for " + name);
    }
    manager.destroyCache(name);
  }

  @InEachMode
  void invalidate_resourceAndTenant_areTold(Mode mode) {
    CacheManager manager = NODES.in(mode).manager();
    TenantCaches tenants = TenantCaches.of(manager);
    String tenant = "debug-" + mode;
    for (int n = 0; n < 15; n++) {
      tenants.put(tenant, "conversations", n, "secret");
    }
    try (Lines lines = new Lines(Level.FINE)) {
      tenants.invalidate(tenant, "conversations");
      await()
          .untilAsserted(
              () ->
                  assertThat(lines.take())
                      .containsExactly("Invalidated 15 keys for " + tenant + ":conversations"));
      tenants.put(tenant, "conversations", 1, "secret");
      lines.take();
      tenants.invalidate(tenant);
      List<String> told = new ArrayList<>();
      await()
          .untilAsserted(
              () -> {
                told.addAll(lines.take());
                assertThat(told)
                    .containsExactly(
                        "Invalidated what L1 holds for " + tenant + ":conversations",
                        "Invalidated 1 key for " + tenant);
              });
    }
  }

  @Test
  void howto_lines_areThoseThatAreWritten() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "howto", "debug.md"));
    String block = page.substring(page.indexOf("```\n") + 4);
    CacheManager manager = NODES.in(Mode.TIERED).manager();
    Cache<String, String> contacts = open(manager, "org_123:contact");
    awaitCopies(Mode.TIERED, contacts);
    contacts.clear();
    try (Lines lines = new Lines(Level.FINE)) {
      contacts.get("uuid-456");
      contacts.put("uuid-456", "Ada");
      contacts.get("uuid-456");
      contacts.putIfAbsent("uuid-456", "Bob");
      contacts.remove("uuid-456");
      contacts.putAll(new TreeMap<>(Map.of("b", "Bob", "c", "Cyd")));
      contacts.getAll(Set.of("b"));
      contacts.getAll(Set.of("x"));
      contacts.removeAll(Set.of("b", "c", "x"));
      TenantCaches.of(manager).invalidate("org_123", "conversations");
      List<String> expected = block.substring(0, block.indexOf("```")).lines().toList();
      List<String> told = new ArrayList<>();
      await()
          .untilAsserted(
              () -> {
                told.addAll(lines.take());
                assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
              });
    }
    manager.destroyCache("org_123:contact");
  }

  @Test
  void find_copyInRedis_isAHitOfL2ThenOfL1() {
    String name = CacheFixture.newName();
    CacheManager manager = NODES.in(Mode.TIERED).manager();
    Cache<String, String> there = open(NODES.in(Mode.REMOTE).manager(), name);
    Cache<String, String> here = open(manager, name);
    awaitCopies(Mode.TIERED, here);
    there.put("a", "1");
    try (Lines lines = new Lines(Level.FINE)) {
      here.get("a");
      assertThat(lines.take()).containsExactly("L2 HIT: " + name + ":a:v1");
      await() // the message of the put may come late, and refuses the copy of a read under way
          .until(
              () -> {
                here.get("a");
                return lines.take().equals(List.of("L1 HIT: " + name + ":a:v1"));
              });
    }
    there.close();
    manager.destroyCache(name);
  }

  @InEachMode
  void operations_keyThatCouldForgeALine_isEscaped(Mode mode) {
    CacheManager manager = NODES.in(mode).manager();
    String name = CacheFixture.newName();
    Cache<String, String> cache = open(manager, name);
    try (Lines lines = new Lines(Level.FINE)) {
      cache.get("a\nSET: b:c\u2028");
      assertThat(lines.take())
          .singleElement()
          .asString()
          .startsWith("MISS: " + name + ":a%0ASET%3A")
          .doesNotContain("\n", "\u2028", "b:c");
    }
    manager.destroyCache(name);
  }

  @Test
  void find_localKeyThatHasNoText_isNamedByItsClass() {
    CacheManager manager = NODES.in(Mode.LOCAL).manager();
    String name = CacheFixture.newName();
    Cache<Object, Object> cache =
        manager.createCache(name, new MutableConfiguration<>().setStoreByValue(false));
    try (Lines lines = new Lines(Level.FINE)) {
      cache.get(new HashSet<>(Set.of(new Object())));
      assertThat(lines.take()).containsExactly("MISS: " + name + ":java.util.HashSet:v1");
    }
    manager.destroyCache(name);
  }

  @InEachMode
  void operations_atDebug_neverTellValues(Mode mode) {
    CacheManager manager = NODES.in(mode).manager();
    String name = CacheFixture.newName();
    Cache<String, String> cache = open(manager, name);
    try (Lines lines = new Lines(Level.ALL)) {
      cache.put("a", "secret-1");
      cache.getAndPut("a", "secret-2");
      cache.replace("a", "secret-2", "secret-3");
      cache.invoke("a", (entry, arguments) -> entry.getValue());
      cache.getAndRemove("a");
      assertThat(lines.take()).isNotEmpty().noneMatch(line -> line.contains("secret"));
    }
    manager.destroyCache(name);
  }

  @InEachMode
  void operations_atInfo_areSilent(Mode mode) {
    CacheManager manager = NODES.in(mode).manager();
    String name = CacheFixture.newName();
    Cache<String, String> cache = open(manager, name);
    try (Lines lines = new Lines(Level.INFO);
        LogCapture all = new LogCapture()) {
      cache.put("a", "1");
      cache.get("a");
      cache.get("b");
      cache.getAll(Set.of("a", "b"));
      cache.clear();
      assertThat(lines.take()).isEmpty();
      assertThat(all.messages(Level.INFO, name)).isEmpty();
    }
    manager.destroyCache(name);
  }

  /** Waits until L1 serves what it holds: the node must hear of changes first. */
  private static void awaitCopies(Mode mode, Cache<String, String> cache) {
    if (mode != Mode.TIERED) {
      return;
    }
    try (Lines lines = new Lines(Level.FINE)) {
      await()
          .until(
              () -> {
                cache.put("ready", "ready");
                cache.get("ready");
                return lines.take().stream().anyMatch(line -> line.startsWith("L1 HIT"));
              });
    }
  }

  private static Cache<String, String> open(CacheManager manager, String name) {
    return manager.createCache(
        name, new MutableConfiguration<String, String>().setTypes(String.class, String.class));
  }
}
