/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a call, as far as it is known.
 *
 * @param tenant the tenant
 * @param user the name of the user who is logged in
 * @param address the client's IP address, of IPv6 the first 64 bits; of the headers that tell it
 *     only those of trusted proxies are believed
 */
public record Caller(@Nullable String tenant, @Nullable String user, @Nullable String address) {}
