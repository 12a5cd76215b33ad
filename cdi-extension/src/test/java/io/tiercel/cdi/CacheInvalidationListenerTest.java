/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ContainerTest
class CacheInvalidationListenerTest {
  private final Application application = Application.of();
  private final CacheInvalidationListener listener = new CacheInvalidationListener();

  @BeforeEach
  void fill() {
    for (String tenant : new String[] {"acme", "globex"}) {
      for (String resource : new String[] {"messages", "conversations", "contacts"}) {
        application.caches().put(tenant, resource, 1L, "value");
      }
    }
  }

  @AfterEach
  void close() {
    application.close();
  }

  @Test
  void changed_entityKnowsItsTenant_invalidatesThatTenantsResourcesWithTheirDependents()
      throws Exception {
    TenantContext.callAs(
        "globex",
        () -> {
          listener.changed(new Message("acme"));
          return true;
        });
    assertThat(has("acme", "messages")).isFalse();
    assertThat(has("acme", "conversations")).isFalse();
    assertThat(has("acme", "contacts")).isTrue();
    assertThat(has("globex", "messages")).isTrue();
  }

  @Test
  void changed_entityKnowsNoTenant_usesTheCallers() throws Exception {
    TenantContext.callAs(
        "globex",
        () -> {
          listener.changed(new SpecialContact());
          return true;
        });
    assertThat(has("globex", "contacts")).isFalse();
    assertThat(has("acme", "contacts")).isTrue();
    assertThatThrownBy(() -> listener.changed(new SpecialContact()))
        .isInstanceOf(TenantRequiredException.class)
        .hasMessageContaining(SpecialContact.class.getName());
  }

  @Test
  void changed_sharedResource_needsNoTenant() {
    application.caches().put(null, "countries", "nl", "Netherlands");
    listener.changed(new Country());
    assertThat(has(null, "countries")).isFalse();
  }

  @Test
  void changed_entityNamesNoResource_isPassedOver() {
    assertThatCode(() -> listener.changed("anything")).doesNotThrowAnyException();
    assertThat(has("acme", "contacts")).isTrue();
  }

  @Test
  void changed_noTransaction_isSaidOnceForEachEntity() {
    Logger logger = Logger.getLogger("io.tiercel.cdi.internal.EntityChanges");
    List<String> messages = new ArrayList<>();
    logger.setFilter(logged -> messages.add(logged.getMessage()));
    try {
      listener.changed(new Message("acme"));
      listener.changed(new Message("globex"));
      listener.changed(new Country());
    } finally {
      logger.setFilter(null);
    }
    assertThat(messages).hasSize(2);
    assertThat(messages.get(0)).startsWith("TIERCEL-4206 entity " + Message.class.getName());
    assertThat(messages.get(1)).contains(Country.class.getName());
  }

  private boolean has(@org.jspecify.annotations.Nullable String tenant, String resource) {
    return application.caches().cache(tenant, resource).iterator().hasNext();
  }

  @InvalidatesResource("messages")
  record Message(String owningTenant) implements TenantOwned {}

  @InvalidatesResource("contacts")
  static class Contact {}

  static final class SpecialContact extends Contact {}

  @InvalidatesResource("countries")
  record Country() {}
}
