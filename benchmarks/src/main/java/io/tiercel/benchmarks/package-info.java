/* SPDX-License-Identifier: Apache-2.0 */
/** What a tier costs over the thing it is made of, measured with JMH. */
@NullMarked
package io.tiercel.benchmarks;

import org.jspecify.annotations.NullMarked;
