/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that lives as long as one run. */
public final class RunFolder implements AutoCloseable {
  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /** Makes a new folder inside the given one. */
  static RunFolder in(Path parent) {
    try {
      Files.createDirectories(parent);
      return new RunFolder(Files.createTempDirectory(parent, "run-").toAbsolutePath());
    } catch (IOException e) {
      throw new LaunchException(Messages.notPrepared(parent), e);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Copies a folder into this one, under the given name. */
  void copy(Path folder, String name) {
    Path target = path.resolve(name);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, target.resolve(folder.relativize(file)));
      }
    } catch (IOException e) {
      throw new LaunchException(Messages.notPrepared(target), e);
    }
  }

  /** Deletes the folder with all it holds. */
  @Override
  public void close() {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(path)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
