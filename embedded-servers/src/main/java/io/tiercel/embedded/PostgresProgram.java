/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The unpacked programs of PostgreSQL in one folder, and the user they run as. */
record PostgresProgram(Path folder, OrdinaryUser user) {
  private static final String NAME = "postgresql";
  private static final int EXECUTABLE = 0111;

  /** Unpacks the programs into the folder. */
  static PostgresProgram unpack(Path folder, OrdinaryUser user) {
    Platform platform = Platform.current();
    try (InputStream binary = PostgresProgram.class.getResourceAsStream(resource(platform))) {
      if (binary == null) {
        throw new ServerStartException(Messages.noBinary(NAME, platform.toString()));
      }
      unpack(new TarArchiveInputStream(new XZInputStream(binary)), folder);
    } catch (IOException e) {
      throw new ServerStartException(Messages.notUnpacked(NAME, folder), e);
    }
    return new PostgresProgram(folder, user);
  }

  /** The command line that runs one of the programs. */
  List<String> command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(user.prefix());
    command.add(folder.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return List.copyOf(command);
  }

  private static String resource(Platform platform) {
    String processor = platform.processor().equals("amd64") ? "x86_64" : "arm_64";
    return String.format(Locale.ROOT, "/postgres-%s-%s.txz", platform.system(), processor);
  }

  private static void unpack(TarArchiveInputStream tar, Path folder) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path target = folder.resolve(entry.getName()).normalize();
      if (!target.startsWith(folder)) {
        throw new IOException("the archive leaves its folder: " + entry.getName());
      }
      unpack(tar, entry, target);
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling(""));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if ((entry.getMode() & EXECUTABLE) != 0) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
