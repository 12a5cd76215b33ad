/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Marks a class whose tests boot a CDI container: they run on each of the containers. */
@Retention(RetentionPolicy.RUNTIME)
@Tag("container")
@Target(ElementType.TYPE)
@interface ContainerTest {}
