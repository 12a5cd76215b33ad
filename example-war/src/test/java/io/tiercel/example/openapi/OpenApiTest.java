/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.openapi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.example.openapi.Operations.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The description says of each resource what its code does, no more and no less. */
class OpenApiTest {
  private static final Path FILE = Path.of("src/main/resources/META-INF/openapi.yaml");
  private static final Set<String> SUCCESSES = Set.of("200", "201", "204", "304");

  private Map<String, Object> description = Map.of();
  private Operations resources = new Operations();

  @BeforeEach
  void read() throws Exception {
    description = new Yaml().load(Files.readString(FILE));
    resources = Operations.ofTheInbox();
  }

  @Test
  void operations_ofTheDescription_areThoseOfTheResources() throws IOException {
    Map<String, Operation> described = new TreeMap<>();
    map(description, "paths")
        .forEach(
            (path, methods) ->
                asMap(methods)
                    .forEach(
                        (method, operation) ->
                            described.put(
                                method.toUpperCase(Locale.ROOT) + " " + path,
                                operation(asMap(operation)))));
    assertThat(described.keySet()).isEqualTo(resources.found().keySet()).hasSizeGreaterThan(20);
    described.forEach(
        (name, operation) -> {
          Operation real = requireNonNull(resources.found().get(name), name);
          assertThat(operation.statuses()).as(name).containsAll(real.statuses());
          operation.statuses().retainAll(real.statuses());
          assertThat(operation).as(name).isEqualTo(real);
        });
  }

  @Test
  void schemas_ofTheDescription_areThoseOfTheRecords() {
    Map<String, Object> described = map(description, "components", "schemas");
    described.keySet().removeAll(List.of("Problem", "Violation"));
    assertThat(withoutWords(described)).isEqualTo(resources.schemas());
  }

  @Test
  void everyOperation_hasWordsAndItsRefusalsAreProblems() {
    map(description, "paths")
        .values()
        .forEach(
            methods ->
                asMap(methods)
                    .values()
                    .forEach(
                        operation -> {
                          assertThat(asMap(operation)).containsKeys("summary", "tags");
                          map(asMap(operation), "responses")
                              .forEach(
                                  (status, answer) ->
                                      assertThat(resolved(answer).toString().contains("Problem"))
                                          .as(operation + " " + status)
                                          .isEqualTo(!SUCCESSES.contains(status)));
                        }));
  }

  private Operation operation(Map<String, Object> described) {
    Map<String, Object> parameters = new TreeMap<>();
    for (Object one : (List<?>) described.getOrDefault("parameters", List.of())) {
      Map<String, Object> parameter = resolved(one);
      parameters.put(parameter.get("in") + " " + parameter.get("name"), parameter.get("schema"));
    }
    Map<String, Object> body =
        described.containsKey("requestBody")
            ? map(described, "requestBody", "content", "application/json", "schema")
            : Map.of();
    Map<String, Object> content = new TreeMap<>();
    map(described, "responses")
        .forEach(
            (status, answer) -> {
              if (SUCCESSES.contains(status)) {
                asMap(resolved(answer).getOrDefault("content", Map.of()))
                    .forEach((type, one) -> content.put(type, asMap(one).get("schema")));
              }
            });
    return new Operation(
        parameters,
        body,
        content,
        new TreeSet<>(map(described, "responses").keySet()),
        described.containsKey("security"));
  }

  /** Returns what is meant, where only a reference stands. */
  private Map<String, Object> resolved(Object value) {
    Object reference = asMap(value).get("$ref");
    return reference == null
        ? asMap(value)
        : map(description, reference.toString().substring(2).split("/"));
  }

  private static Object withoutWords(Object value) {
    if (!(value instanceof Map)) {
      return value;
    }
    Map<String, Object> plain = new LinkedHashMap<>();
    asMap(value)
        .forEach(
            (key, one) -> {
              if (!(key.equals("description") && one instanceof String)) {
                plain.put(key, withoutWords(one));
              }
            });
    return plain;
  }

  private static Map<String, Object> map(Map<String, Object> within, String... path) {
    Map<String, Object> found = within;
    for (String name : path) {
      found = asMap(requireNonNull(found.get(name), name));
    }
    return found;
  }

  @SuppressWarnings("unchecked") // the keys of a description are texts, statuses are quoted
  private static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }
}
