/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.analytics;

import java.io.Serializable;
import java.util.List;

/**
 * How a tenant's inbox stands.
 *
 * @param contacts how many contacts there are
 * @param messages how many messages there are
 * @param conversations how many conversations there are, by status
 * @param messagesPerDay the messages of each of the last 30 days, oldest first
 * @param busiestContacts the ten contacts with most messages in 30 days
 */
public record Dashboard(
    long contacts,
    long messages,
    List<Figure> conversations,
    List<Figure> messagesPerDay,
    List<Figure> busiestContacts)
    implements Serializable {}
