/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck.server;

import jakarta.enterprise.inject.spi.CDI;
import javax.cache.annotation.BeanProvider;

/** Gives the TCK its annotated classes as beans of the application that it is deployed in. */
public final class ServerBeanProvider implements BeanProvider {
  /** Creates the provider; {@link java.util.ServiceLoader} does. */
  public ServerBeanProvider() {}

  @Override
  public <T> T getBeanByType(Class<T> type) {
    return CDI.current().select(type).get();
  }
}
