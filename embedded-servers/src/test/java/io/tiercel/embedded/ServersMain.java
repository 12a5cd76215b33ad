/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A program that starts both servers, prints their ports, and waits until its input ends. */
final class ServersMain {
  private ServersMain() {}

  public static void main(String[] arguments) throws IOException {
    EmbeddedRedis redis = EmbeddedRedis.start();
    EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
    System.out.println(redis.port());
    System.out.println(postgres.port());
    System.in.transferTo(System.err);
  }
}
