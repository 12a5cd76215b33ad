/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.config.AnalyticsSettings;
import io.tiercel.jcache.config.AtomicFailurePolicy;
import io.tiercel.jcache.config.CacheSettings;
import io.tiercel.jcache.config.CopySettings;
import io.tiercel.jcache.config.EffectiveSetting;
import io.tiercel.jcache.config.FailurePolicy;
import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.config.LoadSettings;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.config.NearSettings;
import io.tiercel.jcache.config.OutageSettings;
import io.tiercel.jcache.config.RateLimitSettings;
import io.tiercel.jcache.config.RemoteServers;
import io.tiercel.jcache.config.RemoteSettings;
import io.tiercel.jcache.config.Scope;
import io.tiercel.jcache.config.Sliding;
import io.tiercel.jcache.config.TenantSettings;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.config.ValueSettings;
import io.tiercel.jcache.spi.SettingsSource;
import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.OutagePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read from places that hold nothing wrong. */
class ConfigurationReaderTest {
  private final SourcesFixture fixture = new SourcesFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void read_nothingSet_isTheDefaults() {
    TiercelSettings settings = fixture.read();

    assertThat(settings.enabled()).isTrue();
    assertThat(settings.mode()).isEqualTo(Mode.LOCAL);
    assertThat(settings.near())
        .isEqualTo(
            new NearSettings(true, Duration.ofSeconds(60), 1000, 10_485_760, true, Sliding.EXACT));
    assertThat(settings.remote())
        .isEqualTo(
            new RemoteSettings(
                true,
                new RemoteServers(List.of(), null, null, null, null),
                "",
                HashTag.NONE,
                Duration.ofMillis(300),
                0,
                Duration.ofSeconds(900),
                new OutageSettings(
                    FailurePolicy.DEGRADE, AtomicFailurePolicy.FAIL, Duration.ofSeconds(30))));
    assertThat(settings.monitoringEnabled()).isTrue();
    assertThat(settings.monitoring().maxSeries()).isEqualTo(100);
    assertThat(settings.application().cacheOnWrite()).isTrue();
    assertThat(settings.codec().allow()).isEmpty();
    assertThat(settings.application().rateLimit())
        .isEqualTo(
            new RateLimitSettings(
                100,
                null,
                Map.of(),
                Duration.ofMinutes(1),
                Algorithm.SLIDING_WINDOW,
                OutagePolicy.LOCAL));
    assertThat(settings.application().trustedProxies()).isEmpty();
    assertThat(settings.application().tenant()).isEqualTo(new TenantSettings(null, null));
    assertThat(settings.application().analytics())
        .isEqualTo(new AnalyticsSettings(null, Duration.ofMinutes(1), 35, null));
    assertThat(settings.application().warmUpWait()).isZero();
    assertThat(settings.caches()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "true,  true,  true,  redis://one, TIERED",
    "true,  false, true,  redis://one, REMOTE",
    "true,  true,  false, redis://one, LOCAL",
    "true,  true,  true,  '',          LOCAL",
    "true,  false, true,  '',          OFF",
    "true,  false, false, redis://one, OFF",
    "false, true,  true,  redis://one, OFF"
  })
  void mode_ofSwitchesAndAddress_isAsDocumented(
      String enabled, String near, String remote, String address, Mode mode) {
    fixture
        .environment("CACHE_ENABLED", enabled)
        .environment("CACHE_L1_ENABLED", near)
        .environment("CACHE_L2_ENABLED", remote)
        .environment("REDIS_URL", address);

    assertThat(fixture.read().mode()).isEqualTo(mode);
  }

  @Test
  void mode_redissonFileInPlaceOfAddress_isTiered() {
    fixture.manager("l2.redisson-config", "redisson.yaml");

    assertThat(fixture.read().mode()).isEqualTo(Mode.TIERED);
  }

  @Test
  void cache_declaredInPart_isFilledFromTheManager() {
    fixture.file(
        """
        tiercel {
          l1.ttl-seconds = 5
          l2.ttl-seconds = 50
          caches {
            messages { l2.ttl-seconds = 70, cascades-to = [conversations, dashboard-stats] }
            rates { scope = shared, l1.enabled = false }
          }
        }
        """);

    TiercelSettings settings = fixture.read();

    assertThat(settings.caches()).containsOnlyKeys("messages", "rates");
    assertThat(settings.cache("messages"))
        .isEqualTo(
            new CacheSettings(
                "messages",
                new CopySettings(true, Duration.ofSeconds(5), Sliding.EXACT),
                Duration.ofSeconds(70),
                "v1",
                Scope.TENANT,
                List.of("conversations", "dashboard-stats"),
                ValueSettings.DEFAULT,
                LoadSettings.OFF));
    assertThat(settings.cache("rates").near().enabled()).isFalse();
    assertThat(settings.cache("rates").scope()).isEqualTo(Scope.SHARED);
    assertThat(settings.cache("other"))
        .isEqualTo(
            new CacheSettings(
                "other",
                new CopySettings(true, Duration.ofSeconds(5), Sliding.EXACT),
                Duration.ofSeconds(50),
                "v1",
                Scope.TENANT,
                List.of(),
                ValueSettings.DEFAULT,
                LoadSettings.OFF));
  }

  @Test
  void cache_nearTierOfManagerOff_isOffForEachCache() {
    fixture.environment("CACHE_L1_ENABLED", "false").manager("caches.messages.l1.enabled", "true");

    assertThat(fixture.read().cache("messages").near().enabled()).isFalse();
    assertThat(fixture.read().cache("other").near().enabled()).isFalse();
  }

  @Test
  void caches_emptySection_declaresTheResource() {
    fixture.file("tiercel.caches { messages {}, \"reports.daily\" {} }");

    assertThat(fixture.read().caches()).containsOnlyKeys("messages", "reports.daily");
  }

  @Test
  void caches_nameWithDots_isTheSameInEveryNotation() {
    fixture
        .manager("caches.reports.daily.version", "v2")
        .manager("caches.\"reports.weekly\".version", "v3")
        .system("tiercel.caches.reports.daily.l1.ttl-seconds", "11")
        .file(
            """
            tiercel.caches {
              "reports.daily".l2.ttl-seconds = 12
              reports.weekly.l2.ttl-seconds = 13
            }
            """);

    TiercelSettings settings = fixture.read();

    assertThat(settings.caches()).containsOnlyKeys("reports.daily", "reports.weekly");
    assertThat(settings.cache("reports.daily").version()).isEqualTo("v2");
    assertThat(settings.cache("reports.daily").near().timeToLive()).hasSeconds(11);
    assertThat(settings.cache("reports.daily").remoteTimeToLive()).hasSeconds(12);
    assertThat(settings.cache("reports.weekly").version()).isEqualTo("v3");
    assertThat(settings.cache("reports.weekly").remoteTimeToLive()).hasSeconds(13);
  }

  @Test
  void lists_inFile_mayBeListsOrText() {
    fixture.file(
        """
        tiercel {
          l2.address = ["redis://one:1", "redis://two:2"]
          codec.allow = "com.acme.Order, com.acme.Line"
        }
        """);

    assertThat(fixture.read().remote().servers().addresses())
        .containsExactly("redis://one:1", "redis://two:2");
    assertThat(fixture.read().codec().allow()).containsExactly("com.acme.Order", "com.acme.Line");
  }

  @ParameterizedTest
  @CsvSource({
    "redis://user:p%40ss@one,                       user, p@ss",
    "redis://:a+b@one:1/,                           ,     a+b",
    "redis://secret@one/0,                          ,     secret",
    "'redis://u:p@one,redis://two,redis://u:p@six', u,    p"
  })
  void servers_credentialsInAddress_areTakenOut(String address, String user, String password) {
    fixture.environment("REDIS_URL", address);

    RemoteServers servers = fixture.read().remote().servers();

    assertThat(servers.username()).isEqualTo(user);
    assertThat(servers.password()).isEqualTo(password);
    assertThat(servers.addresses()).allMatch(server -> server.matches("redis://[a-z]+:[0-9]+"));
  }

  @Test
  void servers_credentialsInStrongerAddress_beatTheKeys() {
    fixture
        .file("tiercel.l2 { username = app, password = old }")
        .environment("REDIS_URL", "redis://:new@one");

    RemoteServers servers = fixture.read().remote().servers();

    assertThat(servers.username()).isNull();
    assertThat(servers.password()).isEqualTo("new");
  }

  @Test
  void servers_keysAsStrongAsTheAddress_beatItsCredentials() {
    fixture
        .file("tiercel.l2.address = \"redis://u:p@one\"")
        .system("tiercel.l2.password", "stronger");

    RemoteServers servers = fixture.read().remote().servers();

    assertThat(servers.username()).isEqualTo("u");
    assertThat(servers.password()).isEqualTo("stronger");
  }

  @Test
  void servers_addressWithoutCredentials_takesThoseOfTheKeys() {
    fixture
        .file("tiercel.l2 { username = app, password = secret }")
        .environment("REDIS_URL", "redis://one");

    RemoteServers servers = fixture.read().remote().servers();

    assertThat(servers.username()).isEqualTo("app");
    assertThat(servers.password()).isEqualTo("secret");
  }

  @Test
  void read_blankVariable_isNotSet() {
    fixture.environment("CACHE_L1_TTL_SECONDS", " ").environment("REDIS_URL", "");

    assertThat(fixture.read().near().timeToLive()).hasSeconds(60);
  }

  @Test
  void read_emptyProperty_takesBackAnOptionalKey() {
    fixture
        .environment("REDIS_URL", "redis://one")
        .environment("RATE_LIMIT_PER_USER", "5")
        .system("tiercel.l2.address", "")
        .manager("rate-limit.per-user", "");

    assertThat(fixture.read().mode()).isEqualTo(Mode.LOCAL);
    assertThat(fixture.read().application().rateLimit().perUser()).isNull();
  }

  @Test
  void read_nullInFile_isNotSet() {
    fixture.file("tiercel { l1.ttl-seconds = null, tenant.header = null }");

    assertThat(fixture.read().near().timeToLive()).hasSeconds(60);
    assertThat(fixture.read().application().tenant().header()).isNull();
  }

  @Test
  void read_valueWithBlanksAround_isStripped() {
    fixture.environment("CACHE_L1_MAX_ENTRIES", " 5 ");

    assertThat(fixture.read().near().maxEntries()).isEqualTo(5);
  }

  @Test
  void read_managerPropertiesOfOthers_areLeftAlone() {
    fixture.manager("javax.cache.test.1", "value1").manager("org.acme.l1", "x").manager("io.x", "");

    assertThat(fixture.read().mode()).isEqualTo(Mode.LOCAL);
  }

  @Test
  void read_otherSource_isAskedForTheManagersKeysWithTheApplicationsLoader() {
    List<Object> asked = new ArrayList<>();
    SettingsSource source =
        new SettingsSource() {
          @Override
          public String name() {
            return "another place";
          }

          @Override
          public Map<String, String> read(ClassLoader applicationLoader, Set<String> keys) {
            asked.add(applicationLoader);
            asked.add(keys);
            return Map.of("acme.l1.ttl-seconds", "5", "l1.ttl-seconds", "6");
          }
        };

    TiercelSettings settings =
        ConfigurationReader.read(
                new ConfigurationSources(
                    new Properties(), Map.of(), Map.of(), List.of(source), fixture.loader()))
            .settings();

    assertThat(settings.near().timeToLive()).hasSeconds(60);
    assertThat(asked)
        .containsExactly(
            fixture.loader(),
            Keys.OF_MANAGER.stream().map(key -> "tiercel." + key.name()).collect(toSet()));
  }

  @Test
  void read_inheritedManagerProperty_isTaken() {
    Properties parent = new Properties();
    parent.setProperty("l1.max-entries", "3");

    TiercelSettings settings =
        ConfigurationReader.read(
                new ConfigurationSources(
                    new Properties(parent), Map.of(), Map.of(), List.of(), fixture.loader()))
            .settings();

    assertThat(settings.near().maxEntries()).isEqualTo(3);
  }

  @Test
  void read_substitutions_seeFileSystemAndEnvironment() {
    fixture
        .system("region.name", "eu")
        .environment("SHOP_HOST", "shop.local")
        .file(
            """
            seconds = 9
            other.library = ${not.there}
            tiercel {
              l1.ttl-seconds = ${seconds}
              l2.address = "redis://"${SHOP_HOST}
              l2.key-prefix = ${region.name}":"
              tenant.header = ${?NOT_THERE}
              codec.allow = [com.acme.A]
              codec.allow += com.acme.B
            }
            """);

    TiercelSettings settings = fixture.read();

    assertThat(settings.near().timeToLive()).hasSeconds(9);
    assertThat(settings.remote().servers().addresses()).containsExactly("redis://shop.local:6379");
    assertThat(settings.remote().keyPrefix()).isEqualTo("eu:");
    assertThat(settings.application().tenant().header()).isNull();
    assertThat(settings.codec().allow()).containsExactly("com.acme.A", "com.acme.B");
  }

  @Test
  void read_includedFile_isFoundByTheApplicationsLoader() {
    fixture.file("included.conf", "tiercel.l1.max-entries = 77").file("include \"included.conf\"");

    assertThat(fixture.read().near().maxEntries()).isEqualTo(77);
  }

  @Test
  void read_twoLoaders_eachReadsItsOwnFile() {
    try (SourcesFixture other = new SourcesFixture()) {
      fixture.file("tiercel.l1.max-entries = 1");
      other.file("tiercel.l1.max-entries = 2");

      assertThat(fixture.read().near().maxEntries()).isEqualTo(1);
      assertThat(other.read().near().maxEntries()).isEqualTo(2);
      assertThat(fixture.read().near().maxEntries()).isEqualTo(1);
    }
  }

  @Test
  void read_contextLoaderWithAnotherFile_isNotAsked() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (SourcesFixture other = new SourcesFixture().file("tiercel.l1.max-entries = 2")) {
      thread.setContextClassLoader(other.loader());

      assertThat(fixture.read().near().maxEntries()).isEqualTo(1000);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void read_fileChangedSince_isReadAnew() {
    fixture.file("tiercel.l1.max-entries = 1");
    assertThat(fixture.read().near().maxEntries()).isEqualTo(1);

    fixture.file("tiercel.l1.max-entries = 2");
    assertThat(fixture.read().near().maxEntries()).isEqualTo(2);
  }

  @Test
  void of_thisProcess_hasItsPropertiesAndEnvironment() {
    ConfigurationSources sources =
        ConfigurationSources.of(new Properties(), getClass().getClassLoader());

    assertThat(sources.systemProperties()).containsKey("java.version");
    assertThat(sources.environment()).isEqualTo(System.getenv());
  }

  @Test
  void describe_settingsOfAllLayers_saysWhereEachStands() {
    fixture
        .manager("caches.messages.version", "v2")
        .system("tiercel.l1.max-entries", "5")
        .environment("REDIS_URL", "redis://app:hunter2@one,redis://two")
        .other("tiercel.on-outage", "fail")
        .file("# first\ntiercel {\n  l2.password = hunter3\n}");

    assertThat(fixture.describe())
        .hasSize(Keys.OF_MANAGER.size() + 1)
        .contains(
            "enabled = true (default)",
            "l1.max-entries = 5 (system property 'tiercel.l1.max-entries')",
            "l2.address = redis://****@one,redis://two (environment variable REDIS_URL)",
            "on-outage = fail (another place 'tiercel.on-outage')",
            "l2.username = none (default)",
            "caches.messages.version = v2 (manager property 'caches.messages.version')")
        .anyMatch(
            line -> line.matches("l2\\.password = \\*\\*\\*\\* \\(application\\.conf.*: 3\\)"))
        .noneMatch(line -> line.contains("hunter"));
    assertThat(ConfigurationReader.read(fixture.sources()).report().toString().lines())
        .containsExactlyElementsOf(fixture.describe());
  }

  @Test
  void report_keysOfTheManager_areAllThereInTheOrderOfTheReference() {
    assertThat(ConfigurationReader.report(fixture.sources()).settings())
        .extracting(EffectiveSetting::key)
        .containsExactlyElementsOf(Keys.OF_MANAGER.stream().map(Key::name).toList());
    assertThat(ConfigurationReader.report(fixture.sources()).settings())
        .allMatch(setting -> setting.origin().equals("default"));
  }
}
