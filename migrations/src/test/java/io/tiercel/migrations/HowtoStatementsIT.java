/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The statements that the recipes show, on the tables as they are. */
class HowtoStatementsIT {
  private static final Path PAGES = Path.of("..", "docs", "howto");
  private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  @Test
  void statements_ofThePages_run() throws IOException, SQLException {
    PGSimpleDataSource source = Database.migrated("howto");
    List<String> statements;
    try (Stream<Path> pages = Files.list(PAGES)) {
      statements =
          pages
              .sorted()
              .map(HowtoStatementsIT::text)
              .flatMap(text -> SQL.matcher(text).results())
              .flatMap(block -> Stream.of(block.group(1).split(";")))
              .map(String::strip)
              .filter(statement -> !statement.isEmpty())
              .toList();
    }
    assertThat(statements).hasSizeGreaterThan(4);
    for (String statement : statements) {
      Database.query(source, statement);
    }
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new AssertionError(page.toString(), e);
    }
  }
}
