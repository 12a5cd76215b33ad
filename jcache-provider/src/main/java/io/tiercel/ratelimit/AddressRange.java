/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.ratelimit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * IP addresses that begin alike, such as {@code 10.0.0.0/8}, {@code 2001:db8::/32} or one address
 * alone. An IPv4 address that is written as IPv6 ({@code ::ffff:10.0.0.1}) is the IPv4 address.
 * Immutable. No name is ever looked up.
 */
public final class AddressRange {
  private static final Pattern V4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");

  private final byte[] network;
  private final int bits;

  private AddressRange(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /** Returns the range that a text means, or null if it means none. */
  public static @Nullable AddressRange parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return null;
    }
    int all = address.length * 8;
    if (slash < 0) {
      return new AddressRange(address, all);
    }
    String length = text.substring(slash + 1);
    return LENGTH.matcher(length).matches() && Integer.parseInt(length) <= all
        ? new AddressRange(masked(address, Integer.parseInt(length)), Integer.parseInt(length))
        : null;
  }

  /** Tells whether a text is an address of this range. */
  public boolean contains(String address) {
    byte[] bytes = bytes(address);
    return bytes != null
        && bytes.length == network.length
        && Arrays.equals(masked(bytes, bits), network);
  }

  /**
   * Returns an address as one text for all its spellings, or null if it is none. Of an IPv6 address
   * it is the network of its first 64 bits, which is what one customer is given.
   */
  public static @Nullable String subject(String address) {
    byte[] bytes = bytes(address);
    if (bytes == null) {
      return null;
    }
    try {
      return bytes.length == 4
          ? InetAddress.getByAddress(bytes).getHostAddress()
          : InetAddress.getByAddress(masked(bytes, 64)).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static byte @Nullable [] bytes(String address) {
    if (!V4.matcher(address).matches() && !V6.matcher(address).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static byte[] masked(byte[] address, int bits) {
    byte[] network = new byte[address.length];
    for (int i = 0; i < network.length; i++) {
      int kept = Math.max(0, Math.min(8, bits - i * 8));
      network[i] = (byte) (address[i] & (0xFF00 >> kept));
    }
    return network;
  }
}
