/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.processes;

import static java.util.stream.Collectors.joining;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.embedded.EmbeddedRedisCluster;
import io.tiercel.embedded.EmbeddedRedisSentinel;
import io.tiercel.jcache.config.HashTag;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a node is told of its servers.
 *
 * @param port a Redis to ask for its time
 * @param properties the configuration
 */
record Servers(int port, Map<String, String> properties) {
  static Servers of(EmbeddedRedis redis) {
    return new Servers(redis.port(), Map.of("l2.address", redis.address()));
  }

  static Servers of(EmbeddedRedisCluster cluster, HashTag tag) {
    return new Servers(
        cluster.nodes().get(0).port(),
        Map.of(
            "l2.address",
            String.join(",", cluster.addresses()),
            "l2.hash-tag",
            tag.name().toLowerCase(Locale.ROOT)));
  }

  static Servers of(EmbeddedRedisSentinel sentinel) {
    return new Servers(
        sentinel.replica().port(),
        Map.of(
            "l2.address",
            String.join(",", sentinel.addresses()),
            "l2.sentinel-master",
            sentinel.masterName()));
  }

  /** Returns the same with more lines of configuration. */
  Servers with(Map<String, String> settings) {
    Map<String, String> more = new HashMap<>(properties);
    more.putAll(settings);
    return new Servers(port, more);
  }

  /** Returns this as one word of a command line. */
  String text() {
    return port
        + properties.entrySet().stream()
            .map(entry -> ";" + entry.getKey() + '=' + entry.getValue())
            .collect(joining());
  }

  static Servers parse(String text) {
    List<String> words = List.of(text.split(";"));
    Map<String, String> properties = new HashMap<>();
    for (String word : words.subList(1, words.size())) {
      int equals = word.indexOf('=');
      properties.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return new Servers(Integer.parseInt(words.get(0)), properties);
  }
}
