/* SPDX-License-Identifier: Apache-2.0 */
/** What Tiercel does for HTTP: binds each request to its thread answers {@code X-Cache}, limits. */
@NullMarked
package io.tiercel.http;

import org.jspecify.annotations.NullMarked;
