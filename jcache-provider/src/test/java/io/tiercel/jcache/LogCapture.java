/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What Tiercel logs, from INFO up or as asked, while this is open. */
final class LogCapture extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger("io.tiercel");
  private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();

  LogCapture() {
    this(Level.INFO);
  }

  /** Begins to listen from a level up, where the loggers let it through. */
  LogCapture(Level level) {
    setLevel(level);
    logger.addHandler(this);
  }

  /** Returns the messages of a level that hold a text, in order. */
  List<String> messages(Level level, String text) {
    return records.stream()
        .filter(record -> record.getLevel().equals(level))
        .map(LogRecord::getMessage)
        .filter(message -> message.contains(text))
        .toList();
  }

  @Override
  public void publish(LogRecord record) {
    records.add(record);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
