/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import jakarta.enterprise.context.Dependent;

/** A bean that class loaders of tests define anew; a nested class could not be without its host. */
@Dependent
public class Shelf {
  /** Creates the bean. */
  public Shelf() {}
}
