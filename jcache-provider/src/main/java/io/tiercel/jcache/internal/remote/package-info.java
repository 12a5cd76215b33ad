/* SPDX-License-Identifier: Apache-2.0 */
/**
 * L2: entries in Redis or Valkey, one key each, and the messages that keep the nodes' copies true.
 */
@NullMarked
package io.tiercel.jcache.internal.remote;

import org.jspecify.annotations.NullMarked;
