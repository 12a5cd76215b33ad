/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck.server;

import io.tiercel.tck.TckRun;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs the TCK's tests in the server, as part of the application, and answers a line for each as
 * soon as it ends.
 */
@WebServlet("/tck")
public class TckServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** The resource that names the classes of tests, one a line. */
  static final String CLASSES = "tck-classes.txt";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.setContentType("text/plain");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    try {
      TckRun.run(classNames(), response.getWriter(), facts());
    } catch (ClassNotFoundException e) {
      throw new ServletException(e);
    }
  }

  private Map<String, String> facts() {
    Class<?> container = CDI.current().getBeanManager().getClass();
    return Map.of(
        "server", getServletContext().getServerInfo(),
        "java", Runtime.version().toString(),
        "container", container.getName(),
        "container from",
            container.getClassLoader() == getClass().getClassLoader() ? "WAR" : "server");
  }

  private static List<String> classNames() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TckServlet.class.getResourceAsStream("/" + CLASSES))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
