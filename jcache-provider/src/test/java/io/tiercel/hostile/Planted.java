/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.hostile;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A class that no cache lists, and whose code writes a file wherever it runs. */
public class Planted implements Serializable {
  private static final long serialVersionUID = 1L;
  private String path = "";

  /** Makes it harmful, without running it. */
  public Planted armed(Path file) {
    path = file.toString();
    return this;
  }

  /** What JSON calls. */
  public void setPath(String path) {
    this.path = path;
    touch();
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    touch();
  }

  @Override
  public int hashCode() {
    touch();
    return 1;
  }

  @Override
  public boolean equals(Object other) {
    return other == this;
  }

  private void touch() {
    if (!path.isEmpty()) {
      try {
        new FileOutputStream(path).close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
