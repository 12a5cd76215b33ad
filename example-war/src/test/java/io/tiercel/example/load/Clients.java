/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Clients that each ask, wait for the answer, and ask again: a closed loop without a pause. Each
 * has a thread and a connection of its own. A client beyond the number of servers begins at the
 * first again.
 */
final class Clients implements AutoCloseable {
  private static final int STACK = 256 * 1024;

  private final List<URI> servers;
  private final List<Connection> connections = new ArrayList<>();
  private final ExecutorService threads;

  /** What each client asks for. Called by the client's thread. */
  interface Script {
    /** The next request, null at the end. */
    @Nullable Request next(int client);
  }

  Clients(int count, List<URI> servers) {
    this.servers = List.copyOf(servers);
    threads =
        Executors.newFixedThreadPool(
            count, task -> new Thread(null, task, "load-client", STACK)); // a thousand of them
    boolean connected = false;
    try {
      for (int i = 0; i < count; i++) {
        connections.add(new Connection(server(i)));
      }
      connected = true;
    } catch (IOException e) {
      throw new UncheckedIOException(Messages.noClient(servers.get(0)), e);
    } finally {
      if (!connected) {
        close();
      }
    }
  }

  /**
   * Has all clients ask until their scripts end or the time is over, and counts the answers.
   *
   * @param least how often each asks at least, however long it takes
   */
  Tally run(Script script, Duration limit, int least) {
    long begin = System.nanoTime();
    List<Callable<Tally>> tasks = new ArrayList<>();
    for (int i = 0; i < connections.size(); i++) {
      int client = i;
      tasks.add(() -> ask(client, script, begin, begin + limit.toNanos(), least));
    }
    Tally all = new Tally();
    try {
      for (Future<Tally> tally : threads.invokeAll(tasks)) {
        all.add(tally.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(Messages.noClient(servers.get(0)), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(Messages.noClient(servers.get(0)), e);
    }
    return all;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    for (Connection connection : connections) {
      try {
        connection.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Tally ask(int client, Script script, long begin, long end, int least) throws IOException {
    Connection connection = connections.get(client);
    Tally tally = new Tally();
    long before = System.nanoTime();
    for (int asked = 0; asked < least || before - end < 0; asked++) {
      Request request = script.next(client);
      if (request == null) {
        break;
      }
      before = System.nanoTime();
      Connection.Answer answer = connection.send(request.bytes());
      long after = System.nanoTime();
      int wanted = request.write() ? 201 : 200;
      if (answer.status() != wanted) {
        throw new IOException(Messages.refused(server(client), request.name(), answer.status()));
      }
      if (request.write()) {
        tally.write();
      } else {
        tally.read(answer.tier(), after - before, (after - begin) / 1_000_000_000L);
      }
      before = after;
    }
    return tally;
  }

  private URI server(int client) {
    return servers.get(client % servers.size());
  }
}
