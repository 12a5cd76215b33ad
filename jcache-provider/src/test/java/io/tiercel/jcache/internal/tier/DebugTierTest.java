/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** The keys of a cache whose keys may not be shown. */
final class DebugTierTest {
  @Test
  void operations_keysNotShown_areToldWithoutThem() {
    List<String> lines = new ArrayList<>();
    Handler handler = handler(lines);
    Logger logger = Logger.getLogger(DebugTier.LOGGER);
    logger.setLevel(Level.FINE);
    logger.addHandler(handler);
    try {
      DebugTier tier =
          new DebugTier(
              new OffTier(), new DebugTier.Names("org_1:letters", "v1", Object::toString, false));
      tier.find("hunter2");
      tier.findAll(Set.of("hunter2"));
      tier.findAndTouch("hunter2", 1);
      tier.write("hunter2", EntryWrite.remove(false));
      assertThat(lines)
          .containsExactly(
              "MISS: org_1:letters:****:v1",
              "MISS: org_1:letters:****:v1",
              "MISS: org_1:letters:****:v1",
              "Invalidated 0 keys for org_1:letters:****:v1");
    } finally {
      logger.removeHandler(handler);
      logger.setLevel(null);
    }
  }

  private static Handler handler(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        lines.add(record.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
