/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.internal.tier.CacheAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of the keys, as docs/reference/redis-keys.md says. */
final class RedisKeysTest {
  private static final CacheAddress CONTACTS = CacheAddress.of("org_1:contacts", "v2");
  private static final CacheAddress PLAIN = CacheAddress.of("countries", "v1");

  @ParameterizedTest
  @CsvSource({
    "NONE, org_1:contacts:7:v2, org_1:contacts:$meta:v2, org_1:$tenant:v1, countries:7:v1",
    "CACHE, {org_1:contacts}:7:v2, {org_1:contacts}:$meta:v2, org_1:$tenant:v1, {countries}:7:v1",
    "TENANT, {org_1}:contacts:7:v2, {org_1}:contacts:$meta:v2, {org_1}:$tenant:v1,"
        + " {countries}:7:v1"
  })
  void keys_eachHashTag_haveTheirTexts(
      HashTag tag, String entry, String meta, String tenant, String plain) {
    RedisKeys keys = new RedisKeys(CONTACTS, "app:", tag);
    assertThat(keys.entry("7")).isEqualTo("app:" + entry);
    assertThat(keys.epoch()).isEqualTo("app:" + meta);
    assertThat(keys.epochs()).containsExactly("app:" + meta, "app:" + tenant);
    assertThat(RedisKeys.tenantEpoch("app:", "org_1", tag)).isEqualTo("app:" + tenant);
    RedisKeys plainKeys = new RedisKeys(PLAIN, "", tag);
    assertThat(plainKeys.entry("7")).isEqualTo(plain);
    assertThat(plainKeys.epochs()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "", "~l42", "%3A"})
  void idOf_entry_isItsId(String id) {
    RedisKeys keys = new RedisKeys(CONTACTS, "app:", HashTag.NONE);
    assertThat(keys.idOf(keys.entry(id))).isEqualTo(id);
    assertThat(keys.isEntry(keys.entry(id))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org_1:contacts:$meta:v2",
        "org_1:contacts:sub:7:v2",
        "org_1:contacts::7:v2",
        "org_1:contacts:v2"
      })
  void isEntry_keyOfTiercelOrOfACacheBelow_isFalse(String key) {
    assertThat(new RedisKeys(CONTACTS, "", HashTag.NONE).isEntry(key)).isFalse();
  }

  @Test
  void names_withSpecialCharacters_areEscaped() {
    RedisKeys keys = new RedisKeys(CacheAddress.of("org 1:{a}*", "v1"), "", HashTag.CACHE);
    assertThat(keys.entry("7")).isEqualTo("{org%201:%7Ba%7D%2A}:7:v1");
  }

  @Test
  void pattern_prefix_isEscapedForScan() {
    RedisKeys keys = new RedisKeys(CONTACTS, "a*b?[c]\\:", HashTag.NONE);
    assertThat(keys.pattern()).isEqualTo("a\\*b\\?\\[c\\]\\\\:org_1:contacts:*:v2");
  }

  @Test
  void heartbeat_ofANode_isItsOwn() {
    assertThat(RedisKeys.heartbeat("app:", "1f")).isEqualTo("app:$node:1f");
  }
}
