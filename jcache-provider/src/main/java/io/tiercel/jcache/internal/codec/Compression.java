/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.LIMIT;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.MALFORMED;

import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * LZ4: the length in four bytes, big endian, then one block. By the library's plain Java, whose
 * array accesses the JVM checks; no native code, no {@code Unsafe}.
 */
final class Compression {
  /** More than one byte of a block can stand for. */
  private static final int MAX_RATIO = 255;

  private static final LZ4Compressor COMPRESSOR = LZ4Factory.safeInstance().fastCompressor();
  private static final LZ4SafeDecompressor DECOMPRESSOR =
      LZ4Factory.safeInstance().safeDecompressor();

  private Compression() {}

  static byte[] compress(byte[] bytes) {
    byte[] out = new byte[Integer.BYTES + COMPRESSOR.maxCompressedLength(bytes.length)];
    ByteBuffer.wrap(out).putInt(bytes.length);
    int length = COMPRESSOR.compress(bytes, 0, bytes.length, out, Integer.BYTES);
    return Arrays.copyOf(out, Integer.BYTES + length);
  }

  /**
   * Returns what was compressed. A forged length reserves no more memory than the block could fill.
   */
  static byte[] decompress(byte[] compressed) throws UndecodableValueException {
    int block = compressed.length - Integer.BYTES;
    if (block < 0) {
      throw malformed(new LZ4Exception("no length"));
    }
    int length = ByteBuffer.wrap(compressed).getInt();
    if (length < 0 || length > ValueCodecs.MAX_BYTES) {
      throw new UndecodableValueException(
          LIMIT, Messages.limitBroken("bytes", length, ValueCodecs.MAX_BYTES), null);
    }
    if (length > (long) MAX_RATIO * block) {
      throw malformed(new LZ4Exception("too long"));
    }
    byte[] bytes = new byte[length];
    try {
      int actual = DECOMPRESSOR.decompress(compressed, Integer.BYTES, block, bytes, 0);
      if (actual != length) {
        throw malformed(new LZ4Exception("too short"));
      }
    } catch (LZ4Exception | IndexOutOfBoundsException e) {
      throw malformed(e);
    }
    return bytes;
  }

  private static UndecodableValueException malformed(RuntimeException cause) {
    return new UndecodableValueException(MALFORMED, Messages.malformed("lz4", cause), cause);
  }
}
