/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Runs the main class of a process whose clock is wrong by hours: wherever our classes, and the
 * client that is part of them, call or name {@link System#currentTimeMillis()}, they get {@link
 * #currentTimeMillis()}.
 */
public final class SkewedMain {
  private static final String NAME = SkewedMain.class.getName().replace('.', '/');
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long SKEW_MILLIS = Long.getLong("test.skew-hours", 0) * HOUR_MILLIS;

  private SkewedMain() {}

  /**
   * Runs the process.
   *
   * @param arguments the main class, and its arguments
   * @throws Exception as the main class does
   */
  public static void main(String[] arguments) throws Exception {
    ClassLoader classes = new SkewedClasses(SkewedMain.class.getClassLoader());
    Thread.currentThread().setContextClassLoader(classes);
    Method main = classes.loadClass(arguments[0]).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  /** The time of a clock that is wrong. */
  @SuppressWarnings("unused") // called by classes as SkewedClasses loads them
  public static long currentTimeMillis() {
    return System.currentTimeMillis() + SKEW_MILLIS;
  }

  /** Loads our classes itself, with another clock. */
  private static final class SkewedClasses extends ClassLoader {
    SkewedClasses(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        boolean ours = name.startsWith("io.tiercel.") && !name.equals(SkewedMain.class.getName());
        return loaded != null ? loaded : ours ? define(name) : super.loadClass(name, resolve);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (file == null) {
          throw new ClassNotFoundException(name);
        }
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(file.readAllBytes()).accept(new OtherClock(writer), 0);
        byte[] bytes = writer.toByteArray();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Replaces the clock in a class. */
  private static final class OtherClock extends ClassVisitor {
    OtherClock(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String type, String signature, String[] exceptions) {
      return new MethodVisitor(
          Opcodes.ASM9, super.visitMethod(access, name, type, signature, exceptions)) {
        @Override
        public void visitMethodInsn(int code, String owner, String called, String of, boolean i) {
          super.visitMethodInsn(code, isClock(owner, called) ? NAME : owner, called, of, i);
        }

        @Override
        public void visitInvokeDynamicInsn(String made, String of, Handle by, Object... with) {
          super.visitInvokeDynamicInsn(
              made, of, by, Arrays.stream(with).map(OtherClock::replaced).toArray());
        }
      };
    }

    private static Object replaced(Object argument) {
      return argument instanceof Handle handle && isClock(handle.getOwner(), handle.getName())
          ? new Handle(handle.getTag(), NAME, handle.getName(), handle.getDesc(), false)
          : argument;
    }

    private static boolean isClock(String owner, String name) {
      return owner.equals("java/lang/System") && name.equals("currentTimeMillis");
    }
  }
}
