/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A real Redis and a real PostgreSQL for tests and for the example, from binaries inside Maven
 * artifacts.
 */
@NullMarked
package io.tiercel.embedded;

import org.jspecify.annotations.NullMarked;
