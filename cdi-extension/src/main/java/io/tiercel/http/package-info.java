/* SPDX-License-Identifier: Apache-2.0 */
/** What Tiercel does for HTTP: binds each request to its thread and answers {@code X-Cache}. */
@NullMarked
package io.tiercel.http;

import org.jspecify.annotations.NullMarked;
