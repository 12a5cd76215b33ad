/* SPDX-License-Identifier: Apache-2.0 */
/** The description of the resources, beside the resources. */
@NullMarked
package io.tiercel.example.openapi;

import org.jspecify.annotations.NullMarked;
