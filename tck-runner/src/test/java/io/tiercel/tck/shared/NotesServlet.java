/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck.shared;

import io.tiercel.jcache.TiercelCachingProvider;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.tck.OneTenant;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.jspecify.annotations.Nullable;

/** Answers what the application sees: its notes and its settings. */
@WebServlet("/notes/*")
public class NotesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private @Nullable Notes notes;
  @Inject private @Nullable CacheManager manager;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String id = Objects.requireNonNullElse(request.getParameter("id"), "");
    String answer =
        switch (request.getPathInfo()) {
          case "/own" -> told(notes().find(id));
          case "/common" -> told(notes().findCommon(id));
          case "/plain" -> plain(id);
          case "/made" -> Integer.toString(notes().made());
          case "/settings" -> settings();
          default -> throw new ServletException("no such path: " + request.getPathInfo());
        };
    response.setContentType("text/plain");
    response.getWriter().print(answer);
  }

  /** The note, and whether its classes are those of this application. */
  private static String told(@Nullable Object found) {
    // A class of another application would fail here.
    Note note = (Note) Objects.requireNonNull(found);
    return note.text() + (note.kind() == Note.Kind.PLAIN ? "" : ", of another class loader");
  }

  /** The same without CDI: the class loader says which application it is. */
  private static String plain(String id) {
    ClassLoader own = NotesServlet.class.getClassLoader();
    Cache<Object, Object> cache =
        Objects.requireNonNull(
            Caching.getCachingProvider(own).getCacheManager(null, own).getCache("plain-notes"));
    cache.putIfAbsent(
        id, new Note("plain " + id + " of " + new OneTenant().findTenant(), Note.Kind.PLAIN));
    return told(cache.get(id));
  }

  private String settings() {
    TiercelSettings settings = Objects.requireNonNull(manager).unwrap(TiercelSettings.class);
    return "mode=%s l1.max-entries=%d caches=%s library=%b"
        .formatted(
            settings.mode(),
            settings.near().maxEntries(),
            settings.caches().keySet().stream().sorted().toList(),
            TiercelCachingProvider.class.getClassLoader() != getClass().getClassLoader());
  }

  private Notes notes() {
    return Objects.requireNonNull(notes);
  }
}
