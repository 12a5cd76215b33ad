/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a program that refuses to run as root is run: as it is for an ordinary user; for root in a
 * user namespace of its own; or, where namespaces are blocked, as the user nobody, who then owns
 * the folder.
 */
enum OrdinaryUser {
  CURRENT,
  NAMESPACE,
  NOBODY;

  private static final int NOBODY_ID = 65534;

  /** The first way that works here; none is an error that names the cure. */
  static OrdinaryUser find() {
    return usable().findFirst().orElseThrow(() -> new ServerStartException(Messages.rootRefused()));
  }

  /** The ways that work here, the best first. */
  static Stream<OrdinaryUser> usable() {
    return Stream.of(values()).filter(OrdinaryUser::works);
  }

  /** What stands before the program on its command line. */
  List<String> prefix() {
    return switch (this) {
      case CURRENT -> List.of();
      case NAMESPACE -> List.of("unshare", "-U");
      case NOBODY -> List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");
    };
  }

  /** Makes the folder usable for this user. */
  void own(Path folder) {
    if (this != NOBODY) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.setAttribute(file, "unix:uid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean works() {
    List<String> command = Stream.concat(prefix().stream(), Stream.of("id", "-u")).toList();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String id =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      return process.waitFor() == 0 && !id.equals("0");
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
