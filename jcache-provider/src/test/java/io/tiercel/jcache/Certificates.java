/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/** A key with a certificate for 127.0.0.1, made by the JDK's keytool: as PEM, and to be trusted. */
final class Certificates {
  static final String PASSWORD = "changeit";

  private final Path folder;
  private final String name;

  private Certificates(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /** Makes both under a name in a folder. */
  static Certificates make(Path folder, String name) throws Exception {
    Certificates made = new Certificates(folder, name);
    made.generate();
    made.export();
    return made;
  }

  Path certificate() {
    return folder.resolve(name + ".crt");
  }

  Path key() {
    return folder.resolve(name + ".key");
  }

  /** A key store that holds the certificate, and so trusts who has the key. */
  Path trustStore() {
    return folder.resolve(name + "-trusted.p12");
  }

  private Path keyStore() {
    return folder.resolve(name + ".p12");
  }

  private void generate() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "RSA",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            keyStore().toString(),
            "-storepass",
            PASSWORD);
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
    if (keytool.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  private void export() throws IOException, GeneralSecurityException {
    char[] password = PASSWORD.toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore())) {
      keys.load(in, password);
    }
    Certificate certificate = keys.getCertificate(name);
    write(certificate(), "CERTIFICATE", certificate.getEncoded());
    write(key(), "PRIVATE KEY", keys.getKey(name, password).getEncoded());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, password);
    trusted.setCertificateEntry(name, certificate);
    try (OutputStream out = Files.newOutputStream(trustStore())) {
      trusted.store(out, password);
    }
  }

  private static void write(Path file, String kind, byte[] bytes) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    String begin = "-----BEGIN " + kind + "-----\n";
    Files.writeString(file, begin + body + "\n-----END " + kind + "-----\n");
  }
}
