/* SPDX-License-Identifier: Apache-2.0 */
/** Sessions of users, kept in an encrypted cache under the hash of their token. */
@NullMarked
package io.tiercel.session;

import org.jspecify.annotations.NullMarked;
