/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck;

import io.tiercel.cdi.TenantResolver;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The one tenant of an application: the TCK's, unless a file beside the classes names another. */
@ApplicationScoped
public class OneTenant implements TenantResolver {
  /** The file's name. */
  public static final String FILE = "tenant.txt";

  @Override
  public String findTenant() {
    try (InputStream in = OneTenant.class.getResourceAsStream("/" + FILE)) {
      return in == null ? "tck" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
