/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.transaction;

import io.tiercel.cdi.internal.tenant.Outdated;
import java.util.Set;

/** The messages of this package: numbers 4050 to 4099. */
final class Messages {
  private Messages() {}

  static String changeFailed(Set<? extends Outdated> affected) {
    return "TIERCEL-4050 transaction: a cache could not be changed after the commit: affected="
        + affected
        + " (old entries live until they expire)";
  }
}
