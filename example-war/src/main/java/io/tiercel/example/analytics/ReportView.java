/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.analytics;

import java.io.Serializable;

/**
 * A saved report as clients see it.
 *
 * @param id the id
 * @param name what the tenant calls it
 * @param metric what it counts
 * @param days how many days back it counts
 */
public record ReportView(long id, String name, Metric metric, int days) implements Serializable {}
