/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import io.tiercel.cdi.InvalidatesResource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Finds the persistence units whose entities cannot keep caches true: nothing tells an entity
 * listener when a transaction of the type {@code RESOURCE_LOCAL} commits. Only what {@code
 * persistence.xml} says is known, so entities that are listed there.
 */
final class ResourceLocalUnits {
  private static final String FILE = "META-INF/persistence.xml";

  private final ClassLoader loader;
  private final List<String> problems = new ArrayList<>();

  private ResourceLocalUnits(ClassLoader loader) {
    this.loader = loader;
  }

  /** Returns a problem for each listed entity that names resources in such a unit. */
  static List<String> problems(ClassLoader loader) {
    var units = new ResourceLocalUnits(loader);
    try {
      for (URL file : Collections.list(loader.getResources(FILE))) {
        units.read(file);
      }
    } catch (IOException | XMLStreamException unreadable) {
      // The persistence provider says what is wrong with it.
    }
    return units.problems;
  }

  private void read(URL file) throws IOException, XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream stream = file.openStream()) {
      XMLStreamReader reader = factory.createXMLStreamReader(stream);
      try {
        read(reader);
      } finally {
        reader.close();
      }
    }
  }

  private void read(XMLStreamReader reader) throws XMLStreamException {
    String unit = "";
    boolean local = false;
    while (reader.hasNext()) {
      if (reader.next() != XMLStreamReader.START_ELEMENT) {
        continue;
      }
      if (reader.getLocalName().equals("persistence-unit")) {
        unit = String.valueOf(reader.getAttributeValue(null, "name"));
        local = "RESOURCE_LOCAL".equals(reader.getAttributeValue(null, "transaction-type"));
      } else if (local && reader.getLocalName().equals("class")) {
        check(unit, reader.getElementText().strip());
      }
    }
  }

  private void check(String unit, String className) {
    try {
      if (Class.forName(className, false, loader).isAnnotationPresent(InvalidatesResource.class)) {
        problems.add(Messages.resourceLocal(unit, className));
      }
    } catch (ClassNotFoundException | LinkageError absent) {
      // The persistence provider says so.
    }
  }
}
