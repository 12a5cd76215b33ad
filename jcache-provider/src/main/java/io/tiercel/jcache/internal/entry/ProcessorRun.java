/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.internal.tier.WriteResult;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import javax.cache.Cache;
import javax.cache.event.EventType;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import org.jspecify.annotations.Nullable;

/**
 * Runs entry processors: read, process, and one write that insists on the entry that was read; on a
 * conflict with another writer, of any node, all of it again. So a processor is atomic, and may run
 * more than once; where the cache writes through, the source is written once. Safe for many
 * threads.
 */
public final class ProcessorRun<K, V> {
  private final Cache<K, V> cache;
  private final CacheParts<K, V> parts;
  private final EntryReads<K, V> reads;
  private final EntryChanges<K, V> changes;

  /** Creates the operation of a cache. */
  public ProcessorRun(Cache<K, V> cache, CacheParts<K, V> parts, EntryReads<K, V> reads) {
    this.cache = cache;
    this.parts = parts;
    this.reads = reads;
    this.changes = new EntryChanges<>(parts);
  }

  /** Returns what the processor returned, after what it did to the entry is done. */
  public <T> @Nullable T invoke(K key, EntryProcessor<K, V, T> processor, Object... arguments) {
    Object tierKey = parts.keys().stored(key);
    try (ProcessorTurn turn = new ProcessorTurn(parts, tierKey)) {
      while (true) {
        long start = parts.statistics().start();
        TierEntry seen = parts.tier().findToDecide(tierKey);
        V value = seen.present() ? parts.value(seen) : null;
        try (ProcessedLoad<K, V> load = new ProcessedLoad<>(parts, changes, tierKey)) {
          ProcessedEntry<K, V> entry = new ProcessedEntry<>(key, value, () -> load.load(key));
          T answer = process(entry, processor, arguments);
          if (!load.overtaken() && commit(new Attempt<>(tierKey, seen, load), entry, start)) {
            return answer;
          }
        }
        turn.conflict();
      }
    }
  }

  /** One run of a processor: the key, what was read, and what was loaded. */
  private record Attempt<K, V>(Object tierKey, TierEntry seen, ProcessedLoad<K, V> load) {}

  @SuppressWarnings("checkstyle:IllegalCatch") // the processor is the application's code
  private static <K, V, T> @Nullable T process(
      ProcessedEntry<K, V> entry, EntryProcessor<K, V, T> processor, Object... arguments) {
    try {
      return processor.process(entry, arguments);
    } catch (EntryProcessorException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new EntryProcessorException(Messages.processorFailed(), e);
    }
  }

  private boolean commit(Attempt<K, V> attempt, ProcessedEntry<K, V> entry, long start) {
    return switch (entry.act()) {
      case NONE -> {
        count(entry, start);
        yield true;
      }
      case ACCESS -> {
        count(entry, start);
        reads.accessed(entry.getKey(), attempt.tierKey(), attempt.seen());
        yield true;
      }
      case CREATE, LOAD, UPDATE -> store(attempt, entry, start);
      case REMOVE -> remove(attempt, entry, start);
    };
  }

  /** Counts the look at the entry, before any listener can fail. */
  private void count(ProcessedEntry<K, V> entry, long start) {
    parts.statistics().got(start, entry.existed() ? 1 : 0, entry.existed() ? 0 : 1);
  }

  private boolean store(Attempt<K, V> attempt, ProcessedEntry<K, V> entry, long start) {
    TierEntry seen = attempt.seen();
    K key = entry.getKey();
    V value = java.util.Objects.requireNonNull(entry.getValue());
    if (entry.act() != ProcessedEntry.Act.LOAD) {
      writeThrough(() -> parts.source().writes().write(key, value));
    }
    long createTtl = seen.present() ? Ttl.ZERO : parts.expiry().creation();
    long updateTtl = seen.present() ? parts.expiry().update() : Ttl.KEEP;
    boolean wantsOld = seen.present() && parts.events().wantsOldValues();
    EntryWrite write = EntryWrite.put(parts.values().store(value), createTtl, updateTtl, wantsOld);
    write = seen.present() ? write.ifStamp(seen.stamp()) : attempt.load().ifUntouched(write);
    WriteResult result = parts.tier().write(attempt.tierKey(), write.deciding());
    parts.guard().forget(parts.name(), attempt.tierKey());
    if (result.outcome() == Outcome.REFUSED) {
      return entry.act() != ProcessedEntry.Act.LOAD && superseded(attempt, entry, start);
    }
    count(entry, start);
    if (entry.act() != ProcessedEntry.Act.LOAD) {
      parts.statistics().put(start, EntryWrites.counts(result) ? 1 : 0);
    }
    Changes<K, V> events = new Changes<>(cache, parts);
    events.written(key, value, result, parts.previous(result));
    events.tell();
    return true;
  }

  private boolean remove(Attempt<K, V> attempt, ProcessedEntry<K, V> entry, long start) {
    TierEntry seen = attempt.seen();
    writeThrough(() -> parts.source().writes().delete(entry.getKey()));
    if (!seen.present()) {
      return removeAbsent(attempt, entry, start);
    }
    EntryWrite removal = EntryWrite.remove(parts.events().hears(EventType.REMOVED));
    WriteResult result =
        parts.tier().write(attempt.tierKey(), removal.ifStamp(seen.stamp()).deciding());
    parts.guard().forget(parts.name(), attempt.tierKey());
    if (result.outcome() == Outcome.REFUSED) {
      return superseded(attempt, entry, start);
    }
    count(entry, start);
    parts.statistics().removed(start, 1);
    Changes<K, V> events = new Changes<>(cache, parts);
    events.removed(entry.getKey(), parts.value(seen));
    events.tell();
    return true;
  }

  /** What is being loaded may be what the source has just lost. */
  private boolean removeAbsent(Attempt<K, V> attempt, ProcessedEntry<K, V> entry, long start) {
    if (parts.source().writes().present()) {
      EntryWrite removal = EntryWrite.remove(false).ifAbsent().deciding();
      WriteResult result = parts.tier().write(attempt.tierKey(), removal);
      parts.guard().forget(parts.name(), attempt.tierKey());
      if (result.outcome() == Outcome.REFUSED) {
        return superseded(attempt, entry, start);
      }
    } else if (parts.loading().leavesTraces()) {
      parts.tier().write(attempt.tierKey(), EntryWrite.remove(false));
    }
    count(entry, start);
    return true;
  }

  /**
   * Tells whether the processor is done though somebody else changed the entry: the source has been
   * written, and is not written twice. Which of both came last to the source is not known, so the
   * entry goes, and the next read loads it.
   */
  private boolean superseded(Attempt<K, V> attempt, ProcessedEntry<K, V> entry, long start) {
    if (!parts.source().writes().present()) {
      return false;
    }
    parts.tier().write(attempt.tierKey(), EntryWrite.remove(false));
    count(entry, start);
    return true;
  }

  /** JSR-107 has a failure of the writer within invoke come out as the processor's. */
  private static void writeThrough(Runnable write) {
    try {
      write.run();
    } catch (javax.cache.integration.CacheWriterException e) {
      throw new EntryProcessorException(Messages.writerFailed(), e);
    }
  }
}
