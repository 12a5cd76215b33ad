/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The keys, the file of defaults and the reference page say the same. */
class SettingsReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "configuration.md");

  private static ConfigObject defaults() throws IOException {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(Keys.class.getResourceAsStream("defaults.conf")),
            StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(reader).getObject("tiercel");
    }
  }

  private static Map<String, ConfigValue> leaves(String parent, ConfigObject section) {
    Map<String, ConfigValue> leaves = new LinkedHashMap<>();
    section.forEach(
        (name, value) -> {
          if (value instanceof ConfigObject inner) {
            leaves.putAll(leaves(parent + name + ".", inner));
          } else {
            leaves.put(parent + name, value);
          }
        });
    return leaves;
  }

  private static String shown(ConfigValue value) {
    if (value.valueType() == ConfigValueType.NULL) {
      return "none";
    }
    String text = String.valueOf(value.unwrapped());
    return text.isEmpty() ? "empty" : "`" + text + "`";
  }

  /** Returns the cells of the table's rows whose first cell is a key, in order. */
  private static List<List<String>> table(String heading) throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("\n## " + heading + "\n");
    assertThat(start).as(heading).isPositive();
    int end = page.indexOf("\n## ", start + 1);
    return page.substring(start, end < 0 ? page.length() : end)
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
        .toList();
  }

  @Test
  void defaults_keys_areThoseOfTheReader() throws IOException {
    assertThat(leaves("", defaults()).keySet())
        .containsExactlyInAnyOrderElementsOf(Keys.OF_MANAGER.stream().map(Key::name).toList());
  }

  @Test
  void defaults_eachKey_isExplainedWithItsVariable() throws IOException {
    Map<String, ConfigValue> defaults = leaves("", defaults());

    assertThat(Keys.OF_MANAGER)
        .allSatisfy(
            key -> {
              List<String> comments =
                  Objects.requireNonNull(defaults.get(key.name())).origin().comments();
              assertThat(comments).isNotEmpty();
              assertThat(comments.stream().filter(line -> line.contains("Environment: ")))
                  .isEqualTo(
                      key.variable() == null
                          ? List.of()
                          : List.of(" Environment: " + key.variable()));
            });
  }

  @Test
  void defaults_keysOfCaches_areExplained() throws IOException {
    String comments =
        String.join("\n", Objects.requireNonNull(defaults().get("caches")).origin().comments());

    assertThat(Keys.OF_CACHE)
        .allSatisfy(key -> assertThat(comments).contains(" " + key.name() + " = "));
  }

  @Test
  void page_tableOfKeys_isThatOfReaderAndDefaults() throws IOException {
    Map<String, ConfigValue> defaults = leaves("", defaults());

    assertThat(table("Keys").stream().map(row -> row.subList(0, 5)))
        .containsExactlyElementsOf(
            Keys.OF_MANAGER.stream()
                .map(
                    key ->
                        List.of(
                            "`" + key.name() + "`",
                            key.rule().type(),
                            shown(Objects.requireNonNull(defaults.get(key.name()))),
                            key.rule().range(),
                            key.variable() == null ? "" : "`" + key.variable() + "`"))
                .toList());
    assertThat(table("Keys")).allSatisfy(row -> assertThat(row.get(5)).isNotBlank());
  }

  @Test
  void page_tableOfCaches_isThatOfReader() throws IOException {
    List<List<String>> rows = table("Keys of one resource");

    assertThat(rows.stream().map(row -> List.of(row.get(0), row.get(1), row.get(3))))
        .containsExactlyElementsOf(
            Keys.OF_CACHE.stream()
                .map(key -> List.of("`" + key.name() + "`", key.rule().type(), key.rule().range()))
                .toList());
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.get(2)).isNotBlank();
              assertThat(row.get(4)).isNotBlank();
            });
  }

  @Test
  void page_example_isRead() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```hocon\n") + "```hocon\n".length();
    String example = page.substring(start, page.indexOf("```", start));

    try (SourcesFixture fixture = new SourcesFixture().file(example)) {
      assertThat(fixture.read().cache("messages").cascadesTo())
          .containsExactly("conversations", "dashboard-stats");
    }
  }
}
