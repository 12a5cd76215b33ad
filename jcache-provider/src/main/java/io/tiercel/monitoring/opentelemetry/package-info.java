/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The metrics of a manager as OpenTelemetry's; needs {@code io.opentelemetry:opentelemetry-api}.
 */
@NullMarked
package io.tiercel.monitoring.opentelemetry;

import org.jspecify.annotations.NullMarked;
