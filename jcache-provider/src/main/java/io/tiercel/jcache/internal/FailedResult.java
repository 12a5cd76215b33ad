/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;

/** What a processor that failed leaves for its caller. */
record FailedResult<T>(EntryProcessorException failure) implements EntryProcessorResult<T> {
  @Override
  public T get() {
    throw failure;
  }
}
