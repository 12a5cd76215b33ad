/* SPDX-License-Identifier: Apache-2.0 */
package fish.payara.cdi.jsr107;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import javax.cache.CacheManager;

/** Stands where a server produces a manager of its own; it breaks whoever gets it. */
@Dependent
public class JSR107Producer {
  @Dependent
  @Produces
  public CacheManager getCacheManager() {
    throw new UnsupportedOperationException("the server's manager");
  }
}
