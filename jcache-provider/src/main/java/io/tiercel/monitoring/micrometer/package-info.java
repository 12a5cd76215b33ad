/* SPDX-License-Identifier: Apache-2.0 */
/** The metrics of a manager as Micrometer's meters; needs {@code io.micrometer:micrometer-core}. */
@NullMarked
package io.tiercel.monitoring.micrometer;

import org.jspecify.annotations.NullMarked;
