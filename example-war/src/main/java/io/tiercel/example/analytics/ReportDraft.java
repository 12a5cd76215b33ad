/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.analytics;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * What a client says about a new or a changed report.
 *
 * @param name what the tenant calls it, unique in the tenant
 * @param metric what it counts
 * @param days how many days back it counts
 */
public record ReportDraft(
    @NotBlank @Size(max = 120) String name, @NotNull Metric metric, @Min(1) @Max(366) int days) {}
