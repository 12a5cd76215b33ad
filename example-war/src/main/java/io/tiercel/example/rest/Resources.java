/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.ZoneOffset;

/** What the services are given: the entity manager of the inbox, and the time. */
@Dependent
public class Resources {
  @Produces
  @InboxUnit
  @PersistenceContext(unitName = "inbox")
  @SuppressWarnings("NullAway.Init") // the container sets it
  EntityManager entities;

  /** Ticks in milliseconds: finer times would change on their way through the database. */
  @Produces
  static Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }
}
