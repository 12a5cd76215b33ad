/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What was seen in the server at one moment. */
public final class Watch {
  /** The name of the thread in {@link #withPlantedThread}. */
  public static final String PLANTED = PlantedThread.NAME;

  /** A class of which one line is seen for each class loader of the inbox. */
  public static final String OF_EACH_LOADER = WatchServlet.OF_EACH_LOADER;

  /** The driver, of which the driver manager has one for each class loader that left its own. */
  public static final String DRIVER = WatchServlet.DRIVER;

  /** Threads that only the inbox starts; servers have netty's threads of their own. */
  private static final Pattern OF_THE_INBOX =
      Pattern.compile("mbean .*|class .*|thread (tiercel|redisson|Tiercel|globalEventExecutor).*");

  private final List<String> lines;

  private Watch(List<String> lines) {
    this.lines = lines;
  }

  /** The WAR that watches. */
  public static WebArchive war() {
    return ShrinkWrap.create(WebArchive.class, "watch.war").addClass(WatchServlet.class);
  }

  /** The inbox with a thread that does not end. */
  public static WebArchive withPlantedThread(Path inbox) {
    WebArchive planted = ShrinkWrap.create(WebArchive.class, "leaking.war");
    ShrinkWrap.createFromZipFile(WebArchive.class, inbox.toFile())
        .getContent()
        .forEach(
            (path, node) -> {
              if (node.getAsset() != null) {
                planted.add(node.getAsset(), path);
              }
            });
    return planted.addClass(PlantedThread.class);
  }

  /** Looks now. Costs a full collection. */
  public static Watch ask(URI war) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(war.resolve("watch")).build(),
                  HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.statusCode() + ": " + answer.body());
      }
      Watch seen = new Watch(answer.body().lines().toList());
      seen.keep();
      return seen;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What is of the inbox and was not there before, one line for each. */
  public List<String> leftSince(Watch before) {
    List<String> left = new ArrayList<>(lines);
    before.lines.forEach(left::remove);
    left.removeIf(line -> !OF_THE_INBOX.matcher(line).matches());
    return left;
  }

  /** For the table of the matrix: what the server is. */
  private void keep() throws IOException {
    Properties found = new Properties();
    for (String line : lines) {
      String[] words = line.split(" ", 2);
      if (List.of("server", "servlet", "java", "memory").contains(words[0])) {
        found.setProperty(words[0], words[1]);
      }
    }
    Path folder = Path.of(System.getProperty("inbox.seen"));
    Files.createDirectories(folder);
    try (var out =
        Files.newBufferedWriter(folder.resolve(System.getProperty("server") + ".properties"))) {
      found.store(out, null);
    }
  }
}
