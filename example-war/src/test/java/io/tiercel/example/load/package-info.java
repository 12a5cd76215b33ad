/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Measures the inbox end to end: real clients, a real server, Redis and PostgreSQL, and a report of
 * what each tier saves.
 */
@NullMarked
package io.tiercel.example.load;

import org.jspecify.annotations.NullMarked;
