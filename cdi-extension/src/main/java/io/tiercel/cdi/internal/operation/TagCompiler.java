/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import io.tiercel.cdi.CacheTags;
import io.tiercel.cdi.InvalidateTags;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@link CacheTags}, and {@link InvalidateTags} into operations. Used by one thread. */
final class TagCompiler {
  private static final int MOST = 32;
  private static final int NOT_INTERCEPTED = Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL;

  private final Problems problems;
  private final Map<Method, TagInvalidation> operations = new HashMap<>();

  TagCompiler(Problems problems) {
    this.problems = problems;
  }

  /** Returns the tags of what a method stores. */
  CallTags stored(AnnotatedMethod<?> method, CacheTarget target) {
    CacheTags annotation = method.getAnnotation(CacheTags.class);
    if (annotation == null) {
      return CallTags.NONE;
    }
    CallTags tags = templates(method, "@CacheTags", annotation.value(), target.method());
    if (target.shared() && tags.templates().stream().anyMatch(TagTemplate::namesTenant)) {
      problems.add(Messages.tagOfNoTenant(target.method(), annotation.value()));
    }
    return tags;
  }

  /** Reports tags at a method that stores nothing. */
  void checkAlone(AnnotatedMethod<?> method, String name) {
    if (method.isAnnotationPresent(CacheTags.class)) {
      problems.add(Messages.tagsOfNothing(name));
    }
  }

  /** Compiles what a method invalidates. */
  void compile(
      AnnotatedMethod<?> method, InvalidateTags annotation, String name, int tenantPosition) {
    int before = problems.count();
    Method member = method.getJavaMember();
    if ((member.getModifiers() & NOT_INTERCEPTED) != 0) {
      problems.add(Messages.notIntercepted(name, "@InvalidateTags", member.getModifiers()));
    }
    CallTags tags = templates(method, "@InvalidateTags", annotation.value(), name);
    if (annotation.shared() && tags.templates().stream().anyMatch(TagTemplate::namesTenant)) {
      problems.add(Messages.tagOfNoTenant(name, annotation.value()));
    }
    if (problems.count() == before) {
      var owner = new CacheTarget("*", annotation.shared(), tenantPosition, name);
      var onSuccess = new ExceptionFilter(List.of(), List.of(), false);
      operations.put(
          member,
          new TagInvalidation(
              owner, tags, new ChangeTiming(true, onSuccess, Later.isAnsweredBy(member))));
    }
  }

  Map<Method, TagInvalidation> operations() {
    return operations;
  }

  private CallTags templates(
      AnnotatedMethod<?> method, String annotation, String[] texts, String name) {
    if (texts.length == 0 || texts.length > MOST) {
      problems.add(Messages.numberOfTags(name, annotation, texts.length));
    }
    Parameter[] parameters = method.getJavaMember().getParameters();
    List<TagTemplate> templates = new ArrayList<>();
    for (String text : texts) {
      TagTemplate template = TagTemplate.of(text, place -> position(place, parameters));
      if (template == null) {
        List<String> names = Arrays.stream(parameters).map(Parameter::getName).toList();
        problems.add(Messages.badTag(name, annotation, text, names));
      } else {
        templates.add(template);
      }
    }
    return new CallTags(templates);
  }

  private static int position(String place, Parameter[] parameters) {
    for (int i = 0; i < parameters.length; i++) {
      boolean named = parameters[i].isNamePresent() && parameters[i].getName().equals(place);
      if (named || place.equals(Integer.toString(i))) {
        return i;
      }
    }
    return place.equals("tenant") ? TagTemplate.TENANT : TagTemplate.UNKNOWN;
  }
}
