/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.admin;

import io.tiercel.analytics.DailyStatistics;
import io.tiercel.analytics.HealthReport;
import io.tiercel.analytics.ResourceStatistics;
import java.util.List;

/**
 * What was recorded of a tenant's caches on all nodes.
 *
 * @param tenant the tenant
 * @param report how well it was served in the last day
 * @param days the newest thirty days
 * @param resources the ten resources that were read most
 */
public record StatsView(
    String tenant,
    HealthReport report,
    List<DailyStatistics> days,
    List<ResourceStatistics> resources) {}
