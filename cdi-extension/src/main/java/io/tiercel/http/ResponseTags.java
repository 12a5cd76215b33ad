/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import io.tiercel.jcache.spi.EntryOptions;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tags of a response, with what the request puts into their places. */
final class ResponseTags {
  private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");

  private ResponseTags() {}

  /** Returns how the response to a request is stored. */
  static EntryOptions options(
      CachedResponse settings, ContainerRequestContext request, String cacheName) {
    Set<String> tags = new LinkedHashSet<>();
    for (String template : settings.tags()) {
      String tag = tag(template, request.getUriInfo(), cacheName);
      if (!tag.isEmpty()) {
        tags.add(tag);
      }
    }
    return new EntryOptions(Duration.ofSeconds(settings.ttl()), tags);
  }

  private static String tag(String template, UriInfo uri, String cacheName) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), uri, cacheName)));
  }

  private static String value(String name, UriInfo uri, String cacheName) {
    if (name.equals("tenant")) {
      int end = cacheName.indexOf(':');
      return end < 0 ? "" : cacheName.substring(0, end);
    }
    String inPath = uri.getPathParameters().getFirst(name);
    String value = inPath == null ? uri.getQueryParameters().getFirst(name) : inPath;
    return value == null ? "" : value;
  }
}
