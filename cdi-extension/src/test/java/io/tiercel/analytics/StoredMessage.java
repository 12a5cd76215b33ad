/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entity of the tests' application. */
@Entity
@Table(name = "message")
public class StoredMessage {
  @Id private long id;

  protected StoredMessage() {}
}
