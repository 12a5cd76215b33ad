/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.config.RemoteServers;
import io.tiercel.jcache.config.RemoteSettings;
import io.tiercel.jcache.shaded.redisson.Redisson;
import io.tiercel.jcache.shaded.redisson.api.RedissonClient;
import io.tiercel.jcache.shaded.redisson.client.codec.ByteArrayCodec;
import io.tiercel.jcache.shaded.redisson.config.BaseConfig;
import io.tiercel.jcache.shaded.redisson.config.BaseMasterSlaveServersConfig;
import io.tiercel.jcache.shaded.redisson.config.Config;
import io.tiercel.jcache.shaded.redisson.config.ReadMode;
import io.tiercel.jcache.shaded.redisson.config.SingleServerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes the clients of Redis. Whatever the topology, they never retry on their own (a write must
 * not run twice), read from the masters alone (a copy must not come from a replica that lags), and
 * connect when first needed (so that an application starts without Redis).
 */
final class RedisClients {
  private static final int CONNECTIONS = 8;
  private static final int LOOPS_OF_A_SERVER = 1; // it has one itself, and calls leave on its loop
  private static final int LOOPS_OF_A_CLUSTER = 4;
  private static final int LISTENER_THREADS = 2;
  private static final int SUBSCRIPTIONS = 128;
  private static final int PING_MILLIS = 1000;
  private static final int SCAN_MILLIS = 2000;
  private static final int CONNECT_MILLIS = 2000;

  private RedisClients() {}

  /**
   * Creates a client, without connecting.
   *
   * @throws javax.cache.CacheException if the Redisson file, or the trust store that it names,
   *     cannot be read
   */
  static RedissonClient create(RemoteSettings settings, ClassLoader applicationLoader) {
    Config config = configure(settings, applicationLoader);
    return BorrowedThread.use(() -> Redisson.create(config));
  }

  /** Returns what a client is made with. */
  static Config configure(RemoteSettings settings, ClassLoader applicationLoader) {
    RemoteServers servers = settings.servers();
    String file = servers.redissonConfig();
    Config config = file == null ? new Config() : read(file, applicationLoader);
    config
        .setCodec(ByteArrayCodec.INSTANCE)
        .setLazyInitialization(true)
        .setThreads(LISTENER_THREADS)
        .setUseScriptCache(false) // RedisPipeline names its scripts itself
        .setUseThreadClassLoader(false);
    config.setReferenceEnabled(false); // else it looks at the class of each argument
    checkTrustStore(config);
    if (servers.username() != null) {
      config.setUsername(servers.username());
    }
    if (servers.password() != null) {
      config.setPassword(servers.password());
    }
    if (servers.sentinelMaster() != null) {
      config
          .useSentinelServers()
          .setMasterName(servers.sentinelMaster())
          .addSentinelAddress(servers.addresses().toArray(String[]::new));
    }
    if (config.isSentinelConfig()) {
      replicated(config.useSentinelServers(), settings);
    } else if (config.isClusterConfig()) {
      replicated(config.useClusterServers(), settings);
    } else if (file == null && servers.addresses().size() > 1) {
      replicated(config.useClusterServers(), settings)
          .setScanInterval(SCAN_MILLIS)
          .addNodeAddress(servers.addresses().toArray(String[]::new));
    } else {
      single(config.useSingleServer(), servers, settings);
    }
    config.setNettyThreads(config.isClusterConfig() ? LOOPS_OF_A_CLUSTER : LOOPS_OF_A_SERVER);
    return config;
  }

  private static void single(
      SingleServerConfig config, RemoteServers servers, RemoteSettings settings) {
    if (!servers.addresses().isEmpty()) {
      config.setAddress(servers.addresses().get(0));
    }
    common(config, settings)
        .setConnectionPoolSize(CONNECTIONS)
        .setConnectionMinimumIdleSize(1)
        .setSubscriptionConnectionPoolSize(2)
        .setSubscriptionConnectionMinimumIdleSize(1);
  }

  private static <T extends BaseMasterSlaveServersConfig<T>> T replicated(
      T config, RemoteSettings settings) {
    return common(config, settings)
        .setReadMode(ReadMode.MASTER)
        .setMasterConnectionPoolSize(CONNECTIONS)
        .setMasterConnectionMinimumIdleSize(1)
        .setSubscriptionConnectionPoolSize(2)
        .setSubscriptionConnectionMinimumIdleSize(1);
  }

  private static <T extends BaseConfig<T>> T common(T config, RemoteSettings settings) {
    return config
        .setTimeout(Math.toIntExact(settings.timeout().toMillis()))
        .setConnectTimeout(CONNECT_MILLIS)
        .setRetryAttempts(0)
        .setPingConnectionInterval(PING_MILLIS)
        .setSubscriptionsPerConnection(SUBSCRIPTIONS);
  }

  private static Config read(String file, ClassLoader applicationLoader) {
    try {
      Path path = Path.of(file);
      if (Files.exists(path)) {
        return Config.fromYAML(path.toFile());
      }
      URL resource = applicationLoader.getResource(file);
      if (resource == null) {
        throw Messages.redissonConfigMissing(file, null);
      }
      return Config.fromYAML(resource);
    } catch (IOException e) {
      throw Messages.redissonConfigMissing(file, e);
    }
  }

  /**
   * A trust store that cannot be read would show only when a connection is made, and not as it is.
   */
  private static void checkTrustStore(Config config) {
    URL file = config.getSslTruststore();
    if (file == null) {
      return;
    }
    String password = config.getSslTruststorePassword();
    String type = config.getSslKeystoreType();
    try (InputStream in = file.openStream()) {
      KeyStore.getInstance(type == null ? KeyStore.getDefaultType() : type)
          .load(in, password == null ? null : password.toCharArray());
    } catch (IOException | GeneralSecurityException e) {
      throw Messages.trustStoreUnreadable(file.toString(), e);
    }
  }

  /** Returns the servers as text, for messages; without credentials. */
  static String describe(RemoteServers servers) {
    @Nullable String file = servers.redissonConfig();
    return file == null ? String.join(",", servers.addresses()) : file;
  }
}
