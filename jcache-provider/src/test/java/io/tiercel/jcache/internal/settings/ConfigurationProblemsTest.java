/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiercel.jcache.spi.SettingsSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is said exactly, all of it at once, and without secrets. */
class ConfigurationProblemsTest {
  private final SourcesFixture fixture = new SourcesFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Returns the lines below the first, which counts them. */
  private List<String> problems() {
    CacheException refused = catchThrowableOfType(CacheException.class, fixture::read);
    assertThat(refused).as("the refusal").isNotNull();
    List<String> lines = String.valueOf(refused.getMessage()).lines().toList();
    List<String> problems = lines.subList(1, lines.size());
    assertThat(lines.get(0))
        .isEqualTo(
            "TIERCEL-1150 configuration: must be free of problems: problems="
                + problems.size()
                + " (correct the lines below)");
    assertThat(problems).allMatch(line -> line.matches("TIERCEL-11[5-9][0-9] .+: .+ \\(.+\\)"));
    return problems;
  }

  private String problem() {
    assertThat(problems()).hasSize(1);
    return problems().get(0);
  }

  @Test
  void read_logOfManyPermits_isRefusedForEachLimit() {
    fixture
        .system("tiercel.rate-limit.algorithm", "sliding-log")
        .system("tiercel.rate-limit.max-requests", "1000")
        .system("tiercel.rate-limit.per-user", "1001")
        .system("tiercel.rate-limit.plans.pro.max-requests", "1002");

    assertThat(problems())
        .hasSize(2)
        .allMatch(problem -> problem.startsWith("TIERCEL-1165 system property "))
        .anyMatch(problem -> problem.contains("tiercel.rate-limit.per-user=1001"))
        .anyMatch(problem -> problem.contains("tiercel.rate-limit.plans.pro.max-requests=1002"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0", "300.1.1.1", "proxy.local", "::1/129", "::g"})
  void read_trustedProxyThatIsNoAddress_isRefused(String range) {
    fixture.system("tiercel.http.trusted-proxies", "10.0.0.1," + range);

    assertThat(problem()).contains("tiercel.http.trusted-proxies=10.0.0.1," + range);
  }

  @ParameterizedTest
  @CsvSource({
    "https://eu1-apt-1.upstash.io, eu1-apt-1.upstash.io",
    "HTTPS://eu1-apt-1.upstash.io/, eu1-apt-1.upstash.io",
    "https://default:secret@eu1-apt-1.upstash.io:443, eu1-apt-1.upstash.io",
    "https://, <endpoint>"
  })
  void read_addressOfRest_isRefusedWithThatOfTheProtocol(String rest, String host) {
    fixture.environment("REDIS_URL", rest);

    assertThat(problem())
        .startsWith("TIERCEL-1168 environment variable REDIS_URL: ")
        .contains("(write rediss://default:<password>@" + host + ":6379)")
        .doesNotContain("secret");
  }

  @Test
  void read_restVariablesAlone_warnsWithTheAddressToSet() {
    fixture
        .environment("UPSTASH_REDIS_REST_URL", " https://eu1-apt-1.upstash.io ")
        .environment("UPSTASH_REDIS_REST_TOKEN", "secret");

    assertThat(ConfigurationReader.read(fixture.sources()).warning())
        .startsWith("TIERCEL-1169 environment variable UPSTASH_REDIS_REST_URL: ")
        .contains("UPSTASH_REDIS_REST_URL=https://eu1-apt-1.upstash.io (")
        .contains("set REDIS_URL=rediss://default:<password>@eu1-apt-1.upstash.io:6379,")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "l2.address, redis://one",
    "l2.redisson-config, redisson.yaml",
    "l2.enabled, false",
    "enabled, false"
  })
  void read_restVariablesAndAnotherWord_warnsOfNothing(String key, String value) {
    fixture.environment("UPSTASH_REDIS_REST_URL", "https://one.upstash.io").manager(key, value);

    assertThat(ConfigurationReader.read(fixture.sources()).warning()).isNull();
  }

  @Test
  void read_tenantHeaderThatNobodyIsTrustedToSet_isRefused() {
    fixture.system("tiercel.tenant.header", "X-Tenant");

    assertThat(problem())
        .startsWith("TIERCEL-1166 system property 'tiercel.tenant.header': ")
        .contains("tiercel.tenant.header=X-Tenant")
        .contains("tiercel.http.trusted-proxies");
  }

  static Stream<Key> keysWithARule() {
    return Stream.concat(
        Keys.OF_MANAGER.stream(), Keys.OF_CACHE.stream().map(key -> key.of("messages")));
  }

  @ParameterizedTest
  @MethodSource("keysWithARule")
  void read_valueThatNoKeyTakes_namesKeyValueRuleAndPlace(Key key) {
    String wrong = key.rule().type().equals("string") ? "\u00e9".repeat(1025) : "%";
    fixture.system("tiercel." + key.name(), wrong);

    assertThat(problem())
        .startsWith("TIERCEL-1152 system property 'tiercel." + key.name() + "': ")
        .contains("tiercel." + key.name() + " must be " + key.rule().range() + ": ")
        .contains(
            "tiercel."
                + key.name()
                + "="
                + (key.rule().kind() == Rule.Kind.SECRET ? "****" : wrong));
  }

  @ParameterizedTest
  @CsvSource({
    "l1.ttl-seconds, 0",
    "l1.ttl-seconds, 315360001",
    "l1.ttl-seconds, 1000000000000000000000",
    "l1.ttl-seconds, 60s",
    "l1.ttl-seconds, +60",
    "l1.ttl-seconds, 1.5",
    "l1.ttl-seconds, ''",
    "l1.max-size-mb, 1048577",
    "l1.degraded-max-age-seconds, 86401",
    "l2.timeout-ms, 60001",
    "l2.hash-tag, shard",
    "enabled, yes",
    "enabled, ''",
    "l2.key-prefix, a{b}",
    "codec.allow, **",
    "codec.allow, com.acme.",
    "codec.allow, 'a.B,,a.C'",
    "codec.allow, 'a.B,a.B'",
    "tenant.header, X Tenant",
    "caches.messages.version, ''",
    "caches.messages.version, v:1",
    "caches.messages.scope, both",
    "caches.messages.cascades-to, a:b",
    "caches.messages.cascades-to, 'a, a'"
  })
  void read_valueOutsideTheRule_isRefused(String key, String value) {
    fixture.manager(key, value);

    assertThat(problem())
        .startsWith("TIERCEL-1152 manager property '" + key + "': " + key + " must be ")
        .contains(": " + key + "=" + value + " (");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "one:6379",
        "http://one",
        "redis://",
        "redis://one:0",
        "redis://one:65536",
        "redis://one/3",
        "redis://one two",
        "redis://one,redis://one"
      })
  void read_addressThatIsNone_isRefused(String address) {
    fixture.environment("REDIS_URL", address);

    assertThat(problem())
        .startsWith("TIERCEL-1152 environment variable REDIS_URL: tiercel.l2.address must be ")
        .contains("tiercel.l2.address=" + address + " (");
  }

  @Test
  void read_encryptedWithoutKeys_isAProblem() {
    fixture.system("tiercel.caches.messages.encrypted", "true");
    fixture.manager("caches.contacts.encrypted", "false");

    assertThat(problem())
        .startsWith("TIERCEL-1163 ")
        .contains("tiercel.caches.messages.encrypted=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"k1", "k1:c2VjcmV0", "k1:c2VjcmV0*", ":%s", "k 1:%s", "k1:%s,k1:%s", "k1:%s,"})
  void read_malformedEncryptionKeys_areNotShown(String pattern) {
    String secret = SourcesFixture.ENCRYPTION_KEY.substring(3);
    fixture.system("tiercel.codec.encryption-keys", pattern.replace("%s", secret));

    assertThat(problem())
        .startsWith("TIERCEL-1152 ")
        .contains("encryption-keys=****")
        .doesNotContain(secret.substring(0, 8), "c2VjcmV0");
  }

  @Test
  void read_encryptionKeys_areNeverPartOfAText() {
    fixture.system("tiercel.codec.encryption-keys", SourcesFixture.ENCRYPTION_KEY);

    String secret = SourcesFixture.ENCRYPTION_KEY.substring(3, 12);
    assertThat(fixture.read().toString()).contains("id=k1").doesNotContain(secret);
    assertThat(String.join("\n", fixture.describe())).contains("****").doesNotContain(secret);
  }

  @Test
  void read_wrongValueInWeakerLayer_doesNotCount() {
    fixture.file("tiercel.l1.ttl-seconds = soon").environment("CACHE_L1_TTL_SECONDS", "5");

    assertThat(fixture.read().near().timeToLive()).hasSeconds(5);
  }

  @ParameterizedTest
  @CsvSource({
    "l1.max-entry,                   l1.max-entries",
    "l1.ttl,                         l1.ttl-seconds",
    "l2.adress,                      l2.address",
    "l1,                             l1.enabled",
    "enable,                         enabled",
    "on-outage-atomi,                on-outage-atomic",
    "ttl-seconds,                    l1.ttl-seconds",
    "l2.on-outage,                   on-outage",
    "caches.messages.ttl-seconds,    caches.messages.l1.ttl-seconds",
    "caches.messages.l2.ttl,         caches.messages.l2.ttl-seconds",
    "caches.messages.cascade-to,     caches.messages.cascades-to",
    "caches.messages.codecs,         caches.messages.codec",
    "caches.messages.encrypt,        caches.messages.encrypted",
    "'caches.\"a.b\".versions',      'caches.\"a.b\".version'",
  })
  void read_unknownKey_namesTheNearest(String unknown, String nearest) {
    fixture.system("tiercel." + unknown, "1");

    assertThat(problem())
        .isEqualTo(
            "TIERCEL-1151 system property 'tiercel.%s': no such key: tiercel.%s"
                + " (did you mean tiercel.%s?)",
            unknown, unknown, nearest);
  }

  @ParameterizedTest
  @CsvSource({
    "l1.max-entry,                 l1.max-entries",
    "l3.address,                   l2.address",
    "cache.messages.version,       caches.messages.version",
    "tiercel.l1.enabled,           l1.enabled"
  })
  void read_unknownManagerPropertyLikeOurs_isRefused(String unknown, String nearest) {
    fixture.manager(unknown, "1");

    assertThat(problem())
        .startsWith("TIERCEL-1151 manager property '" + unknown + "': no such key: " + unknown)
        .endsWith("(did you mean " + nearest + "?)");
  }

  @Test
  void read_unknownKeyInFile_namesFileAndLine() {
    fixture.file("tiercel {\n  l1 {\n    size = 3\n  }\n}");

    assertThat(problem()).containsPattern("^TIERCEL-1151 application\\.conf @ file:.*: 3: no such");
  }

  @Test
  void read_unknownKeyInOtherSource_namesItAndTheNearest() {
    fixture.other("tiercel.l1.max-entry", "5");

    assertThat(problem())
        .isEqualTo(
            "TIERCEL-1151 another place 'tiercel.l1.max-entry': no such key: tiercel.l1.max-entry"
                + " (did you mean tiercel.l1.max-entries?)");
  }

  @Test
  void read_otherSourceThatFails_isTold() {
    SettingsSource failing =
        new SettingsSource() {
          @Override
          public String name() {
            return "another place";
          }

          @Override
          public Map<String, String> read(ClassLoader applicationLoader, Set<String> keys) {
            throw new IllegalStateException("not there");
          }
        };
    ConfigurationSources sources =
        new ConfigurationSources(
            new Properties(), Map.of(), Map.of(), List.of(failing), fixture.loader());

    assertThatThrownBy(() -> ConfigurationReader.read(sources))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("TIERCEL-1164 another place: must be readable: ")
        .hasMessageContaining("not there");
  }

  @Test
  void read_unknownKey_doesNotTellItsValue() {
    fixture.system("tiercel.l2.pasword", "hunter2");

    assertThat(problem()).doesNotContain("hunter2").contains("tiercel.l2.password?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://app:hunter2@one:0",
        "redis://app:hunt,er2@one",
        "app:hunter2@one",
        "redis://app:hun%ter2@one",
        "redis://app:hunter2@one,redis://app:hunter3@two"
      })
  void read_wrongAddressWithPassword_doesNotTellIt(String address) {
    fixture.environment("REDIS_URL", address);

    assertThat(problem()).doesNotContain("hun").doesNotContain("er2").contains("****@");
  }

  @Test
  void read_listForOneValue_isRefused() {
    fixture.file("tiercel.l2.password = [hunter2]");

    assertThat(problem())
        .startsWith("TIERCEL-1153 application.conf")
        .endsWith(
            "must be one value, not a list: tiercel.l2.password=[...] (take the brackets away)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "a b", ".a", "-a", "a.l1", "a.l2", "{a}", "\u00e9"})
  void read_malformedResource_isRefused(String resource) {
    fixture.manager("caches." + resource + ".version", "v2");

    assertThat(problem())
        .startsWith("TIERCEL-1154 manager property 'caches." + resource + ".version': a resource ")
        .contains("names '" + resource + "'");
  }

  @Test
  void read_malformedResourceOfEmptySection_isRefused() {
    fixture.file("tiercel.caches.\"a:b\" {}");

    assertThat(problem()).startsWith("TIERCEL-1154 application.conf").contains("names 'a:b'");
  }

  @Test
  void read_resourceCascadingToItself_isRefused() {
    fixture.system("tiercel.caches.messages.cascades-to", "stats, messages");

    assertThat(problem())
        .startsWith("TIERCEL-1155 system property 'tiercel.caches.messages.cascades-to': ")
        .contains("tiercel.caches.messages.cascades-to=stats, messages");
  }

  @Test
  void read_keyWrittenTwiceInOneLayer_isRefused() {
    fixture
        .system("tiercel.caches.messages.version", "v1")
        .system("tiercel.caches.\"messages\".version", "v2");

    assertThat(problem())
        .startsWith("TIERCEL-1156 system property 'tiercel.caches.messages.version': ")
        .endsWith("(it is set already by system property 'tiercel.caches.\"messages\".version')");
  }

  @Test
  void read_addressesWithDifferentCredentials_isRefused() {
    fixture.environment("REDIS_URL", "redis://a:hunter2@one,redis://b:hunter2@two");

    assertThat(problem())
        .startsWith("TIERCEL-1157 environment variable REDIS_URL: ")
        .contains("tiercel.l2.address=redis://****@one,redis://****@two");
  }

  @Test
  void read_masterWithoutSentinels_isRefused() {
    fixture.file("tiercel.l2 { sentinel-master = main, redisson-config = redisson.yaml }");

    assertThat(problem())
        .startsWith("TIERCEL-1167 application.conf")
        .contains("tiercel.l2.sentinel-master=main (set tiercel.l2.address");
  }

  @Test
  void read_addressAndRedissonFile_isRefused() {
    fixture
        .environment("REDIS_URL", "redis://:hunter2@one")
        .file("tiercel.l2.redisson-config = redisson.yaml");

    assertThat(problem())
        .startsWith("TIERCEL-1158 configuration: ")
        .contains("l2.address = redis://****@one (environment variable REDIS_URL)")
        .contains("l2.redisson-config = redisson.yaml (application.conf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiercel {", "tiercel.l1.ttl-seconds = ${not.there}", "include file("})
  void read_fileThatIsNotHocon_isRefused(String hocon) {
    fixture.file(hocon);

    assertThat(problem()).startsWith("TIERCEL-1159 application.conf: must be HOCON");
  }

  @Test
  void read_rootThatIsNoSection_isRefused() {
    fixture.file("tiercel = on");

    assertThat(problem()).startsWith("TIERCEL-1160 application.conf").contains(": 1: tiercel must");
  }

  @Test
  void read_wrongInEveryLayer_isToldAtOnce() {
    fixture
        .manager("l1.max-entries", "none")
        .system("tiercel.l2.hash-tag", "shard")
        .system("tiercel.cache.messages", "x")
        .environment("CACHE_L1_TTL_SECONDS", "-5")
        .environment("CACHE_ENABLED", "maybe")
        .file("tiercel { l3 = 1, caches.messages.cascades-to = [messages] }");

    assertThat(problems())
        .hasSize(7)
        .anyMatch(line -> line.contains("l1.max-entries=none"))
        .anyMatch(line -> line.contains("tiercel.l2.hash-tag=shard"))
        .anyMatch(line -> line.contains("no such key: tiercel.cache.messages"))
        .anyMatch(line -> line.contains("tiercel.l1.ttl-seconds=-5"))
        .anyMatch(line -> line.contains("tiercel.enabled=maybe"))
        .anyMatch(line -> line.contains("no such key: tiercel.l3"))
        .anyMatch(line -> line.contains("tiercel.caches.messages.cascades-to=messages"));
  }

  @Test
  void describe_wrongSettings_tellsThemAllTheSame() {
    fixture.environment("CACHE_L1_TTL_SECONDS", "-5").system("tiercel.l2.adress", "redis://one");

    assertThat(fixture.describe())
        .contains("l1.ttl-seconds = -5 (environment variable CACHE_L1_TTL_SECONDS)");
  }
}
