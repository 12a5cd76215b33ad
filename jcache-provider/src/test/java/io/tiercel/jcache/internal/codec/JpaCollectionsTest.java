/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.CacheException;
import org.eclipse.persistence.indirection.IndirectList;
import org.eclipse.persistence.indirection.IndirectMap;
import org.eclipse.persistence.indirection.IndirectSet;
import org.eclipse.persistence.indirection.ValueHolder;
import org.hibernate.collection.spi.PersistentSet;
import org.junit.jupiter.api.Test;

/** Entities as JPA providers hand them out. */
class JpaCollectionsTest {
  private static final ValueCodecs CODECS =
      new ValueCodecs(
          JpaCollectionsTest.class.getClassLoader(),
          AllowList.of(List.of(Customer.class.getName())));

  /** An entity, the class of whose collection the provider chooses. */
  static final class Customer implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Collection<?> orders;
    private final Map<?, ?> addresses;

    Customer(Collection<?> orders, Map<?, ?> addresses) {
      this.orders = orders;
      this.addresses = addresses;
    }
  }

  /** What EclipseLink puts behind a collection that nobody asked yet. */
  private static final class NotAsked<T> extends ValueHolder<T> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isInstantiated() {
      return false;
    }

    @Override
    public T getValue() {
      throw new AssertionError("was loaded");
    }
  }

  private static Customer roundTrip(Customer customer) throws UndecodableValueException {
    return (Customer) CODECS.decode(CODECS.encode(customer));
  }

  @Test
  void encode_loadedCollections_becomeTheJdks() throws Exception {
    IndirectList<String> list = new IndirectList<>(List.of("a", "b"));
    IndirectMap<String, Integer> map = new IndirectMap<>(new HashMap<>(Map.of("k", 1)));
    Customer copy = roundTrip(new Customer(list, map));
    assertThat(copy.orders).isExactlyInstanceOf(ArrayList.class).isEqualTo(List.of("a", "b"));
    assertThat(copy.addresses).isExactlyInstanceOf(LinkedHashMap.class).isEqualTo(Map.of("k", 1));
    for (Set<?> set :
        List.of(new IndirectSet<>(Set.of("x")), new PersistentSet(Set.of("x"), true))) {
      assertThat(roundTrip(new Customer(set, Map.of())).orders)
          .isExactlyInstanceOf(LinkedHashSet.class)
          .isEqualTo(Set.of("x"));
    }
  }

  @Test
  void encode_collectionThatIsNotLoaded_isRefusedByName() {
    IndirectList<String> list = new IndirectList<>();
    list.setValueHolder(new NotAsked<>());
    for (Collection<?> lazy : List.of(list, new PersistentSet(Set.of(), false))) {
      assertThatThrownBy(() -> CODECS.encode(new Customer(lazy, Map.of())))
          .isInstanceOf(CacheException.class)
          .hasMessageStartingWith("TIERCEL-2140 ")
          .hasMessageContaining("class=" + lazy.getClass().getName());
    }
  }
}
