/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsr107.tck.CacheTest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherFactory;

/** The tests that the TCK's jar holds. */
public final class TckTests {
  private static final Pattern TEST_CLASS = Pattern.compile("[^$]*Test1?\\.class");

  private TckTests() {}

  /** The names of the classes, sorted. */
  public static List<String> classNames() throws IOException {
    try (JarFile jar = new JarFile(Path.of(TckRun.origin(CacheTest.class)).toFile())) {
      return jar.stream()
          .map(entry -> entry.getName())
          .filter(TEST_CLASS.asMatchPredicate())
          .map(file -> file.substring(0, file.lastIndexOf('.')).replace('/', '.'))
          .sorted()
          .toList();
    }
  }

  /** The names under which the tests are reported, found without running them. */
  public static Set<String> names() throws IOException {
    TestPlan plan = LauncherFactory.create().discover(TckRun.request(classNames()));
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .filter(TestIdentifier::isTest)
        .map(TckListener::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
