/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.ratelimit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRangeTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.3.4, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.9.9.9/8, 10.1.1.1, true",
    "192.168.1.128/25, 192.168.1.127, false",
    "192.168.1.128/25, 192.168.1.128, true",
    "192.168.1.7, 192.168.1.7, true",
    "192.168.1.7, 192.168.1.8, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 10.0.0.1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "10.0.0.0/8, ::ffff:10.0.0.1, true",
    "::1, 0:0:0:0:0:0:0:1, true",
    "10.0.0.0/8, proxy.local, false",
    "10.0.0.0/8, '', false"
  })
  void contains_address_isByItsFirstBits(String range, String address, boolean inside) {
    assertThat(requireNonNull(AddressRange.parse(range)).contains(address)).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "localhost", "10.0.0", "10.0.0.256", "10.0.0.1.", "10.0.0.1/33", "10.0.0.1/", "/8",
        "10.0.0.1/-1", "10.0.0.1/8/8", "::1/129", ":::", "fe80::1%eth0", "[::1]", "1:2",
            "10.0.0.01x"
      })
  void parse_whatIsNoAddress_isNull(String text) {
    assertThat(AddressRange.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, 203.0.113.9",
    "::ffff:203.0.113.9, 203.0.113.9",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
    "2001:DB8:1:2::, 2001:db8:1:2:0:0:0:0/64"
  })
  void subject_eachSpelling_isOneText(String address, String subject) {
    assertThat(AddressRange.subject(address)).isEqualTo(subject);
  }

  @Test
  void subject_noAddress_isNull() {
    assertThat(AddressRange.subject("unknown")).isNull();
  }
}
