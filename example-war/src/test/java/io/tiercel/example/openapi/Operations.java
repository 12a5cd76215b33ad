/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.openapi;

import io.tiercel.cdi.RateLimited;
import io.tiercel.example.InboxApplication;
import io.tiercel.example.admin.CacheAdmin;
import io.tiercel.example.tenants.OfTenant;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the resources of the inbox answer to, read from their annotations. */
final class Operations {
  private final Map<String, Operation> found = new TreeMap<>();
  private final Schemas schemas = new Schemas();

  /**
   * One method of one address.
   *
   * @param parameters each by its place and name, with its schema
   * @param body the schema of what is sent; empty for none
   * @param content the schemas of a successful answer, by media type
   * @param statuses the statuses that it is known to answer
   * @param signedIn whether user and password are asked for
   */
  record Operation(
      Map<String, Object> parameters,
      Map<String, Object> body,
      Map<String, Object> content,
      TreeSet<String> statuses,
      boolean signedIn) {}

  /** Reads all resources of the application. */
  static Operations ofTheInbox() throws IOException, URISyntaxException, ClassNotFoundException {
    Operations operations = new Operations();
    java.nio.file.Path classes =
        java.nio.file.Path.of(
            InboxApplication.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> names;
    try (Stream<java.nio.file.Path> files = Files.walk(classes)) {
      names =
          files
              .map(file -> classes.relativize(file).toString())
              .filter(name -> name.endsWith(".class"))
              .map(name -> name.replace(".class", "").replace('/', '.'))
              .toList();
    }
    for (String name : names) {
      Class<?> resource = Class.forName(name, false, Operations.class.getClassLoader());
      if (resource.isAnnotationPresent(Path.class)) {
        operations.add(resource);
      }
    }
    return operations;
  }

  /** The operations, by method and path. */
  Map<String, Operation> found() {
    return found;
  }

  /** The schemas of all records that are sent or answered. */
  Map<String, Object> schemas() {
    return schemas.named();
  }

  private void add(Class<?> resource) {
    for (Method method : resource.getDeclaredMethods()) {
      for (Annotation annotation : method.getAnnotations()) {
        HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
        if (http != null) {
          add(resource, method, http.value());
        }
      }
    }
  }

  private void add(Class<?> resource, Method method, String http) {
    Operation operation =
        found.computeIfAbsent(
            http + " " + path(resource, method),
            key ->
                new Operation(
                    new TreeMap<>(),
                    new LinkedHashMap<>(),
                    new TreeMap<>(),
                    new TreeSet<>(),
                    resource.isAnnotationPresent(CacheAdmin.class)));
    for (Parameter parameter : method.getParameters()) {
      add(operation, parameter);
    }
    addAnswer(operation, resource, method);
    addRules(operation, resource, method);
  }

  private void add(Operation operation, Parameter parameter) {
    QueryParam query = parameter.getAnnotation(QueryParam.class);
    if (query != null) {
      Map<String, Object> schema = schemas.of(parameter.getParameterizedType(), parameter);
      if (parameter.isAnnotationPresent(DefaultValue.class)) {
        schema.put("default", Integer.valueOf(parameter.getAnnotation(DefaultValue.class).value()));
      }
      operation.parameters().put("query " + query.value(), schema);
    } else if (parameter.isAnnotationPresent(PathParam.class)) {
      String name = parameter.getAnnotation(PathParam.class).value();
      operation
          .parameters()
          .put("path " + name, Map.of("type", "integer", "format", "int64", "minimum", 1));
    } else if (!parameter.isAnnotationPresent(Context.class)) {
      operation.body().putAll(schemas.of(parameter.getParameterizedType()));
    }
  }

  private void addAnswer(Operation operation, Class<?> resource, Method method) {
    if (method.getReturnType() == void.class) {
      operation.statuses().add("204");
      return;
    }
    boolean created = method.getReturnType() == Response.class;
    operation.statuses().add(created ? "201" : "200");
    Produces produces = method.getAnnotation(Produces.class);
    String type =
        Objects.requireNonNullElse(produces, resource.getAnnotation(Produces.class)).value()[0];
    operation
        .content()
        .put(type, created ? view(resource) : schemas.of(method.getGenericReturnType()));
  }

  /** What is answered to the creation of a thing is what a change of it answers. */
  private Map<String, Object> view(Class<?> resource) {
    return Arrays.stream(resource.getDeclaredMethods())
        .filter(method -> method.getName().equals("update"))
        .map(method -> schemas.of(method.getReturnType()))
        .findFirst()
        .orElseThrow();
  }

  private static void addRules(Operation operation, Class<?> resource, Method method) {
    Map<String, Object> text = Map.of("type", "string");
    if (resource.isAnnotationPresent(OfTenant.class)) {
      operation.parameters().put("header X-Tenant-ID", text);
      operation.statuses().addAll(List.of("400", "404"));
    }
    if (operation.signedIn()) {
      operation.statuses().addAll(List.of("401", "403"));
      if (!method.isAnnotationPresent(GET.class)) {
        operation.parameters().put("header X-Cache-Admin", text);
      }
    }
    if (operation.parameters().keySet().stream().anyMatch(name -> name.startsWith("query "))
        || !operation.body().isEmpty()) {
      operation.statuses().add("400");
    }
    if (method.isAnnotationPresent(RateLimited.class)) {
      operation.statuses().add("429");
    }
  }

  private static String path(Class<?> resource, Method method) {
    Path own = method.getAnnotation(Path.class);
    String path =
        InboxApplication.class.getAnnotation(ApplicationPath.class).value()
            + resource.getAnnotation(Path.class).value()
            + (own == null ? "" : own.value());
    return path.replaceAll("\\{\\s*(\\w+)\\s*:.*}", "{$1}").toLowerCase(Locale.ROOT);
  }
}
