/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.database;

import org.jspecify.annotations.Nullable;

/** The messages of this package, 8000 and 8001. */
final class Messages {
  private Messages() {}

  static String noAddress() {
    return "TIERCEL-8000 database: no address is given (set the environment variable DATABASE_URL,"
        + " such as postgresql://user:password@host:5432/inbox)";
  }

  static String notPostgres(@Nullable String scheme) {
    return "TIERCEL-8001 database: the address must be a PostgreSQL one: scheme="
        + scheme
        + " (set DATABASE_URL to postgresql://... or jdbc:postgresql://...)";
  }
}
