/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Makes folders of our own and deletes them with all they hold. */
final class Folders {
  private Folders() {}

  static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  static Path create(Path parent, String server) {
    try {
      Files.createDirectories(parent);
      return Files.createTempDirectory(parent.toAbsolutePath(), "tiercel-" + server + "-");
    } catch (IOException e) {
      throw new ServerStartException(Messages.notUnpacked(server, parent), e);
    }
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (IOException e) {
      throw new UncheckedIOException(Messages.notDeleted(folder), e);
    }
  }

  /** Deletes each file, then its folder; links are deleted, not followed. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
