/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.jsontype.PolymorphicTypeValidator;

/** Lets the application's annotations name subtypes that are on the allow list, and no others. */
final class JsonSubtypes extends PolymorphicTypeValidator {
  private static final long serialVersionUID = 1L;

  private final transient AllowList allowed;

  JsonSubtypes(AllowList allowed) {
    this.allowed = allowed;
  }

  @Override
  public Validity validateBaseType(MapperConfig<?> config, JavaType baseType) {
    return Validity.INDETERMINATE;
  }

  @Override
  public Validity validateSubClassName(
      MapperConfig<?> config, JavaType baseType, String className) {
    return allowed.allows(className) ? Validity.ALLOWED : Validity.DENIED;
  }

  @Override
  public Validity validateSubType(MapperConfig<?> config, JavaType baseType, JavaType subType) {
    return allowed.allows(subType.getRawClass()) ? Validity.ALLOWED : Validity.DENIED;
  }
}
