/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.admin;

import java.util.List;

/**
 * What was done.
 *
 * @param resources the resources that were invalidated or filled; {@code *} for all of a tenant
 * @param entries the entries that were stored
 */
public record Done(List<String> resources, int entries) {}
