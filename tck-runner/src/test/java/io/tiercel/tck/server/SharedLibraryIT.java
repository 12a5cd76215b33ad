/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.tck.OneTenant;
import io.tiercel.tck.shared.Note;
import io.tiercel.tck.shared.NotesServlet;
import io.tiercel.tck.shared.TiercelRest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two applications over one Tiercel that is installed in the server by the recipe's lines. */
@Tag("shared-library")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class SharedLibraryIT {
  private static final Path PAGE = Path.of("..", "docs", "howto", "shared-library.md");
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int REDEPLOYS = 8;

  /**
   * Of undeployed applications. Each stayed in one place of its own: the last request of an idle
   * thread of WildFly, what the JDK kept of it for serialization, and WildFly's queue of tasks, see
   * {@link #SHORT_INTERVAL}.
   */
  private static final int MOST_LOADERS = 3;

  /**
   * WildFly keeps a task that was cancelled, and the class loader that it captured, until it would
   * have been due: a minute, unless metrics are collected more often.
   */
  private static final String SHORT_INTERVAL = ", analytics.interval-seconds = 1";

  private static final Pattern THREAD =
      Pattern.compile("(?m)^\"((?:tiercel|Tiercel|redisson|globalEventExecutor)[^\"]*)\"");

  private final String name = System.getProperty("server");
  private final Path results = Path.of("target", "tck", name, "shared-library");
  private final EmbeddedRedis redis = EmbeddedRedis.start();
  private AppServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Files.createDirectories(results);
    ServerKind kind = ServerKind.valueOf(name.toUpperCase(Locale.ROOT));
    ServerKind.Launch launch =
        kind.prepare(
            Path.of(System.getProperty("server.home")),
            folder,
            List.of(
                "-Xmx512m", "-XX:SoftRefLRUPolicyMSPerMB=0", "-Djava.net.preferIPv4Stack=true"));
    install(kind, folder);
    server = AppServer.start(launch, results.resolve("server.log"));
  }

  private static void install(ServerKind kind, Path folder) throws IOException {
    String page = Files.readString(PAGE);
    Path library;
    if (kind == ServerKind.WILDFLY) {
      library = Files.createDirectories(folder.resolve("modules/io/tiercel/main"));
      Files.writeString(library.resolve("module.xml"), block(page, "module"));
    } else {
      library = Files.createDirectories(folder.resolve("shared/resources/tiercel"));
      Files.writeString(folder.resolve("servers/defaultServer/server.xml"), block(page, "server"));
    }
    for (File jar : Libraries.matching(Libraries.TIERCEL)) {
      String plain = jar.getName().replaceFirst("-\\d.*", ".jar");
      Files.copy(jar.toPath(), library.resolve(plain));
    }
  }

  @AfterAll
  void stop() {
    server.close();
    redis.close();
  }

  @Test
  void library_twoApplications_shareNothingButWhatTheyAreToldTo() throws IOException {
    try (var one = deploy("one", "l1.max-entries = 11")) {
      assertThat(one.get("notes/own?id=7")).isEqualTo("note 7 of org_one, 1");
      // On Open Liberty this is another manager than CDI's.
      assertThat(one.get("notes/plain?id=7")).isEqualTo("plain 7 of org_one");
      List<String> threadsOfOne = threads();
      try (var two = deploy("two", "l1.max-entries = 22")) {
        assertThat(one.get("notes/settings")).isEqualTo(settings(11));
        assertThat(two.get("notes/settings")).isEqualTo(settings(22));
        assertThat(one.get("notes/own?id=7")).isEqualTo("note 7 of org_one, 1");
        assertThat(two.get("notes/own?id=7")).isEqualTo("note 7 of org_two, 1");
        assertThat(one.get("notes/common?id=7")).isEqualTo("note 7 of org_one, 2");
        assertThat(two.get("notes/common?id=7")).isEqualTo("note 7 of org_one, 2");
        assertThat(one.get("notes/plain?id=7")).isEqualTo("plain 7 of org_one");
        assertThat(two.get("notes/plain?id=7")).isEqualTo("plain 7 of org_one");
        assertThat(two.get("notes/made")).isEqualTo("1");
        assertThat(one.header("api/notes/7", "X-Cache")).startsWith("HIT");
        assertThat(two.header("api/notes/8", "X-Cache")).isEqualTo("MISS");
      }
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> assertThat(threads()).containsExactlyInAnyOrderElementsOf(threadsOfOne));
      assertThat(one.get("notes/own?id=7")).isEqualTo("note 7 of org_one, 1");
      assertThat(one.get("notes/own?id=9")).isEqualTo("note 9 of org_one, 3");
    }
    await().atMost(LIMIT).untilAsserted(() -> assertThat(threads()).isEmpty());
  }

  @Test
  void library_anotherPrefixOfKeys_keepsSharedResourcesApart() throws IOException {
    try (var one = deploy("one", "l2.key-prefix = \"one:\"");
        var two = deploy("two", "l2.key-prefix = \"two:\"")) {
      assertThat(one.get("notes/common?id=7")).isEqualTo("note 7 of org_one, 1");
      assertThat(two.get("notes/common?id=7")).isEqualTo("note 7 of org_two, 1");
      assertThat(two.get("notes/plain?id=7")).isEqualTo("plain 7 of org_two");
    }
  }

  @Test
  void redeploy_manyTimes_leavesNothingThatGrows() throws IOException {
    try (var one = deploy("one", "l2.key-prefix = \"many:\"" + SHORT_INTERVAL)) {
      assertThat(one.get("notes/common?id=1")).isEqualTo("note 1 of org_one, 1");
      for (int i = 0; i < REDEPLOYS; i++) {
        try (var two = deploy("two", "l2.key-prefix = \"many:\"" + SHORT_INTERVAL)) {
          assertThat(two.get("notes/own?id=1")).startsWith("note 1 of org_two");
          assertThat(two.get("notes/common?id=1")).startsWith("note 1 of org_one");
        }
      }
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(loaders()).isLessThanOrEqualTo(1 + MOST_LOADERS));
      System.out.printf(
          "Shared library in %s: %d class loaders after %d redeployments%n",
          name, loaders() - 1, REDEPLOYS);
    }
  }

  private static String settings(int entries) {
    return "mode=TIERED l1.max-entries=%d caches=[common-notes, notes, plain-notes] library=true"
        .formatted(entries);
  }

  private AppServer.Deployed deploy(String application, String settings) throws IOException {
    return server.deploy(war(application, settings), TckWar.READY);
  }

  private Path war(String application, String settings) throws IOException {
    Path war = results.resolve(application + ".war");
    WebArchive archive = ShrinkWrap.create(WebArchive.class, application + ".war");
    archive
        .addPackage(NotesServlet.class.getPackage())
        .addClass(OneTenant.class)
        .addAsWebResource(new StringAsset("deployed"), TckWar.READY)
        .addAsWebInfResource(new StringAsset(TckWar.BEANS), "beans.xml")
        .addAsWebInfResource(
            new StringAsset(block(Files.readString(PAGE), "jboss-deployment-structure")),
            "jboss-deployment-structure.xml")
        .addAsResource(new StringAsset("org_" + application), OneTenant.FILE)
        .addAsResource(
            new StringAsset(
                """
                tiercel {
                  l2.address = "%s"
                  caches { notes {}, common-notes { scope = shared }, plain-notes { scope = shared } }
                  codec.allow = "io.tiercel.tck.shared.**"
                  %s
                }
                """
                    .formatted(redis.address(), settings)),
            "application.conf");
    if (name.equals("wildfly")) {
      archive.deleteClass(TiercelRest.class);
    }
    archive.as(ZipExporter.class).exportTo(war.toFile(), true);
    return war;
  }

  /** The page's lines from the element of that name to its end. */
  private static String block(String page, String element) {
    Matcher block =
        Pattern.compile("```xml\n(<" + element + "[ >].*?)```", Pattern.DOTALL).matcher(page);
    assertThat(block.find()).as(element).isTrue();
    return block.group(1);
  }

  private List<String> threads() {
    return THREAD
        .matcher(server.jcmd("Thread.print"))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  /** How many class loaders of the applications live, after a full collection. */
  private long loaders() {
    return server
        .jcmd("GC.class_histogram")
        .lines()
        .filter(line -> line.strip().endsWith(" " + Note.Kind.class.getName()))
        .count();
  }
}
