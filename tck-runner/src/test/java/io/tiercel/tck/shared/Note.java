/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck.shared;

import java.io.Serializable;

/**
 * A value of the application's own class.
 *
 * @param text what it says
 * @param kind of the application's own class too
 */
public record Note(String text, Kind kind) implements Serializable {
  /** An enum has its constants as long as its class loader lives. */
  public enum Kind {
    /** The only kind there is. */
    PLAIN
  }
}
