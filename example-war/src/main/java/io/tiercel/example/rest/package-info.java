/* SPDX-License-Identifier: Apache-2.0 */
/** What all resources share: pages, problems as answers, the clock and the entity manager. */
@NullMarked
package io.tiercel.example.rest;

import org.jspecify.annotations.NullMarked;
