/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

/** A PostgreSQL database to work with, ours or one that exists. */
public interface PostgresServer extends AutoCloseable {
  /** The JDBC address of the database, with user and password in it. */
  String jdbcUrl();

  /** Ends a server of ours; an existing one is left alone. */
  @Override
  void close();
}
