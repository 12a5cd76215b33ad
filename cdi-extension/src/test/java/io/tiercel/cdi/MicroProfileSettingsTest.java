/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.config.SettingsReport;
import io.tiercel.jcache.config.TiercelSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings in MicroProfile Config reach a manager, between the environment and the file. */
class MicroProfileSettingsTest {
  @TempDir private Path folder;

  private void write(String properties) throws IOException {
    Path metaInf = Files.createDirectories(folder.resolve("META-INF"));
    Files.writeString(metaInf.resolve("microprofile-config.properties"), properties);
    Files.writeString(
        folder.resolve("application.conf"),
        "tiercel { l1.ttl-seconds = 5, l1.max-entries = 6, l2.ttl-seconds = 7 }");
  }

  /** Opens a manager and returns one of the things it unwraps. */
  private <T> T unwrapped(Class<T> type) throws IOException {
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, parent());
        CacheManager manager =
            Caching.getCachingProvider(parent())
                .getCacheManager(URI.create("test:microprofile"), loader)) {
      try {
        return manager.unwrap(type);
      } finally {
        ConfigProviderResolver.instance().releaseConfig(ConfigProvider.getConfig(loader));
      }
    }
  }

  private static ClassLoader parent() {
    return MicroProfileSettingsTest.class.getClassLoader();
  }

  @Test
  void manager_propertyOfMicroProfile_beatsTheFileAndIsNamed() throws IOException {
    write("tiercel.l1.ttl-seconds=50\ntiercel.caches.messages.version=v9\n");
    System.setProperty("tiercel.l2.ttl-seconds", "70");
    try {
      TiercelSettings settings = unwrapped(TiercelSettings.class);
      assertThat(settings.near().timeToLive()).hasSeconds(50);
      assertThat(settings.near().maxEntries()).isEqualTo(6);
      assertThat(settings.remote().timeToLive()).hasSeconds(70);
      assertThat(settings.cache("messages").version()).isEqualTo("v9");
      assertThat(unwrapped(SettingsReport.class).toString())
          .contains("l1.ttl-seconds = 50 (MicroProfile Config 'tiercel.l1.ttl-seconds')")
          .contains("l2.ttl-seconds = 70 (system property 'tiercel.l2.ttl-seconds')");
    } finally {
      System.clearProperty("tiercel.l2.ttl-seconds");
    }
  }

  @Test
  void manager_unknownPropertyOfMicroProfile_isRefusedNamingTheNearest() throws IOException {
    write("tiercel.l1.ttl-second=50\n");
    assertThatThrownBy(() -> unwrapped(TiercelSettings.class))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(
            "TIERCEL-1151 MicroProfile Config 'tiercel.l1.ttl-second': no such key:"
                + " tiercel.l1.ttl-second (did you mean tiercel.l1.ttl-seconds?)");
  }
}
