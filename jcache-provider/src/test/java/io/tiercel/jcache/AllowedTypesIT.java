/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.hostile.Planted;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.spi.AllowedTypes;
import java.util.List;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Types that join a manager's allow list in code. */
final class AllowedTypesIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  static List<Planted> declared() {
    return List.of();
  }

  @Test
  void allow_genericType_holdsForCachesOpenedLater() throws NoSuchMethodException {
    CacheManager manager = NODES.in(Mode.REMOTE).manager();
    try (Cache<String, Object> before = open(manager)) {
      assertThatThrownBy(() -> before.put("a", List.of(new Planted())))
          .isInstanceOf(CacheException.class)
          .hasMessageStartingWith("TIERCEL-2102 ");
    }
    manager
        .unwrap(AllowedTypes.class)
        .allow(AllowedTypesIT.class.getDeclaredMethod("declared").getGenericReturnType());
    try (Cache<String, Object> after = open(manager)) {
      after.put("a", List.of(new Planted()));
      assertThat((List<?>) after.get("a")).hasOnlyElementsOfType(Planted.class).hasSize(1);
    }
  }

  private static Cache<String, Object> open(CacheManager manager) {
    return manager.createCache(CacheFixture.newName(), new MutableConfiguration<>());
  }
}
