/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A multi-tenant inbox whose reads are cached by Tiercel: what an application looks like that uses
 * it.
 */
@NullMarked
package io.tiercel.example;

import org.jspecify.annotations.NullMarked;
