/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.analytics;

import java.io.Serializable;

/**
 * One counted value.
 *
 * @param label what was counted: a day, a status, a name
 * @param value how many
 */
public record Figure(String label, long value) implements Serializable {}
