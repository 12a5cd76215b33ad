/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.leak;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Looks around in the server's JVM, from a WAR of its own that stays: a line for each thread, each
 * MBean of a cache, and each class with instances that only the inbox has (a line for each class
 * loader), after a full collection. Then what the server is.
 */
@WebServlet("/watch")
public class WatchServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** An enum has its constants as long as its class loader lives. */
  static final String OF_EACH_LOADER = "io.tiercel.example.conversations.Status";

  /** The driver manager keeps one instance of each that was not taken away. */
  static final String DRIVER = "org.postgresql.Driver";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.setContentType("text/plain");
    PrintWriter out = response.getWriter();
    Thread.getAllStackTraces()
        .keySet()
        .forEach(thread -> out.println("thread " + thread.getName()));
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    try {
      beans
          .queryNames(new ObjectName("javax.cache:*"), null)
          .forEach(name -> out.println("mbean " + name));
      beans
          .queryNames(new ObjectName("io.tiercel*:*"), null)
          .forEach(name -> out.println("mbean " + name));
      Object histogram =
          beans.invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "gcClassHistogram",
              new Object[] {new String[0]},
              new String[] {String[].class.getName()});
      for (String line : histogram.toString().lines().toList()) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns.length >= 4
            && (columns[3].equals(OF_EACH_LOADER) || columns[3].equals(DRIVER))) {
          out.println("class " + columns[3]);
        }
      }
    } catch (JMException e) {
      throw new ServletException(e);
    }
    out.println("server " + getServletContext().getServerInfo());
    out.println(
        "servlet "
            + getServletContext().getMajorVersion()
            + "."
            + getServletContext().getMinorVersion());
    out.println("java " + System.getProperty("java.version"));
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        out.println("memory " + line.replaceAll("\\D", ""));
      }
    }
  }
}
