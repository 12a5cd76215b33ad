/* SPDX-License-Identifier: Apache-2.0 */
/** What each server's distribution needs before Arquillian starts it. */
@NullMarked
package io.tiercel.example.it.server;

import org.jspecify.annotations.NullMarked;
