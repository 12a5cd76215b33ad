/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import io.tiercel.jcache.internal.codec.ValueCodecs;

/**
 * How the values of one cache stand outside this process.
 *
 * @param form how they are kept
 * @param codecs how they are encoded
 * @param writtenThrough whether a writer stores them too
 * @param staleMillis how long they stay after their deadlines, for those who can do with it
 * @param onUndecodable told of each one found that cannot be decoded
 */
public record RemoteValues(
    ValueForm form,
    ValueCodecs codecs,
    boolean writtenThrough,
    long staleMillis,
    Runnable onUndecodable) {}
