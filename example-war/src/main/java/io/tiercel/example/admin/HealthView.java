/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.admin;

import io.tiercel.monitoring.CacheHealth;
import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * How the caches of this node are, and what they did.
 *
 * @param health the judgement
 * @param metrics what it is made from, as {@code exportMetrics()} has it
 * @param timestamp when
 */
public record HealthView(CacheHealth health, JsonObject metrics, Instant timestamp) {}
