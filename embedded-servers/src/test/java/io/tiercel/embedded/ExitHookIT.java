/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExitHookIT {
  @TempDir Path folder;

  /**
   * By TERM: a terminal's INT takes the same way, but is ignored by what a shell runs behind it.
   */
  @Test
  void exit_terminated_leavesNothing() throws Exception {
    Process program = start();
    int redis = port(program);
    int postgres = port(program);
    new ProcessBuilder("kill", "-TERM", Long.toString(program.pid())).start().waitFor();
    assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(FreePort.isFree(redis)).isTrue();
    assertThat(FreePort.isFree(postgres)).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void exit_mainReturns_leavesNothing() throws Exception {
    Process program = start();
    int redis = port(program);
    int postgres = port(program);
    program.getOutputStream().close();
    assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(program.exitValue()).isZero();
    assertThat(FreePort.isFree(redis)).isTrue();
    assertThat(FreePort.isFree(postgres)).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  private static int port(Process program) throws IOException {
    return Integer.parseInt(program.inputReader().readLine());
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ServersMain.class.getName(),
                folder.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
