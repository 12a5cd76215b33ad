/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.analytics;

import java.util.List;

/**
 * A saved report with its figures of now.
 *
 * @param report the report
 * @param figures what it counted, in the order to show
 */
public record ReportResult(ReportView report, List<Figure> figures) {}
