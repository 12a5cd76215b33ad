/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import io.tiercel.jcache.config.ValueCodec;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;

/** Says what is wrong with settings: each by its key's rule, then those that must fit together. */
final class SettingsCheck {
  private static final long MOST_IN_LOG = 1_000;

  private final Settings settings;
  private final Problems problems;

  private SettingsCheck(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  static void check(Settings settings, Problems problems) {
    SettingsCheck check = new SettingsCheck(settings, problems);
    settings.byName().values().stream()
        .sorted(Comparator.comparing(setting -> setting.key().name()))
        .forEach(check::checkAlone);
    check.checkServers();
    check.checkEncryption();
    check.checkTenantHeader();
    check.checkLogs();
  }

  private void checkAlone(Setting setting) {
    Key key = setting.key();
    if (key.equals(Keys.L2_ADDRESS) && Upstash.isRest(setting.text())) {
      problems.add(Messages.restAddress(setting));
    } else if (!key.rule().allows(setting.text())) {
      problems.add(Messages.badValue(setting));
    } else if (cascadesToItself(setting)) {
      problems.add(Messages.cascadesToItself(setting));
    } else if (key.equals(Keys.L2_ADDRESS) && hasDifferentCredentials(setting)) {
      problems.add(Messages.differentCredentials(setting));
    } else if (isCodec(setting)) {
      ValueCodec codec = ValueCodec.valueOf(setting.text().toUpperCase(Locale.ROOT));
      if (!codec.isAvailable()) {
        problems.add(Messages.codecWithoutLibrary(setting, codec));
      }
    }
  }

  private static boolean cascadesToItself(Setting setting) {
    String resource = setting.key().resource();
    return resource != null
        && setting.key().equals(Keys.CACHE_CASCADES_TO.of(resource))
        && Rule.split(setting.text()).contains(resource);
  }

  private static boolean isCodec(Setting setting) {
    String resource = setting.key().resource();
    return setting.key().equals(Keys.CODEC_DEFAULT)
        || (resource != null && setting.key().equals(Keys.CACHE_CODEC.of(resource)));
  }

  private static boolean hasDifferentCredentials(Setting setting) {
    return Rule.split(setting.text()).stream()
            .map(Address::parse)
            .map(Address::credentials)
            .filter(Objects::nonNull)
            .distinct()
            .count()
        > 1;
  }

  private void checkEncryption() {
    if (settings.findText(Keys.CODEC_ENCRYPTION_KEYS) == null) {
      settings.resources().stream()
          .map(resource -> settings.find(Keys.CACHE_ENCRYPTED.of(resource)))
          .filter(Objects::nonNull)
          .filter(setting -> setting.text().equalsIgnoreCase("true"))
          .forEach(setting -> problems.add(Messages.encryptedWithoutKeys(setting)));
    }
  }

  private void checkServers() {
    Setting addresses = settings.find(Keys.L2_ADDRESS);
    Setting file = settings.find(Keys.L2_REDISSON_CONFIG);
    if (addresses != null
        && file != null
        && !addresses.text().isEmpty()
        && !file.text().isEmpty()) {
      problems.add(Messages.addressAndFile(addresses, file));
    }
    Setting master = settings.find(Keys.L2_SENTINEL_MASTER);
    if (master != null
        && !master.text().isEmpty()
        && master.key().rule().allows(master.text())
        && addresses == null) {
      problems.add(Messages.masterWithoutSentinels(master));
    }
  }

  /** Whoever can set the header chooses the tenant: it must be said who may. */
  private void checkTenantHeader() {
    Setting header = settings.find(Keys.TENANT_HEADER);
    if (header != null
        && !header.text().isEmpty()
        && header.key().rule().allows(header.text())
        && settings.findText(Keys.HTTP_TRUSTED_PROXIES) == null) {
      problems.add(Messages.headerOfNobody(header));
    }
  }

  /** A log notes every permit, so it must be short. */
  private void checkLogs() {
    Setting algorithm = settings.find(Keys.RATE_LIMIT_ALGORITHM);
    if (algorithm != null && algorithm.text().equalsIgnoreCase("sliding-log")) {
      settings.byName().values().stream()
          .filter(setting -> isLimit(setting.key()) && isLong(setting))
          .sorted(Comparator.comparing(setting -> setting.key().name()))
          .forEach(limit -> problems.add(Messages.longLog(limit)));
    }
  }

  private static boolean isLimit(Key key) {
    return key.equals(Keys.RATE_LIMIT_MAX_REQUESTS)
        || key.equals(Keys.RATE_LIMIT_PER_USER)
        || Keys.findPlan(key.name()) != null;
  }

  private static boolean isLong(Setting limit) {
    return !limit.text().isEmpty()
        && limit.key().rule().allows(limit.text())
        && Long.parseLong(limit.text()) > MOST_IN_LOG;
  }
}
