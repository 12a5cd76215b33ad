/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.URL;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.core.ConditionFactory;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/**
 * The console in a browser, beside the database. Each test speaks for a tenant of its own. What the
 * page looked like is in target/screenshots.
 */
@Tag("wildfly")
@ExtendWith(ArquillianExtension.class)
class ConsoleIT {
  @ArquillianResource private @Nullable URL application;

  private @Nullable Browser opened;

  @Deployment(testable = false)
  static WebArchive inbox() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, InboxServices.war().toFile());
  }

  @BeforeEach
  void open() {
    assumeTrue(
        Browser.isInstalled(),
        "the browser test needs the programs chromium and chromedriver on the PATH"
            + " (Debian: apt-get install chromium chromium-driver)");
    opened = Browser.start();
    browser().screen(Browser.DESKTOP, 900, false);
    browser().open(application + "console/");
  }

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  @Test
  void signIn_wrongPasswordOrRole_saysWhy() {
    browser().screenshot("sign-in");

    signIn("admin", "wrong");
    soon().until(() -> browser().text("#refused"), "User or password is wrong."::equals);
    signIn("viewer", "inbox");
    soon().until(() -> browser().text("#refused").contains("cache-admin"));

    browser().screenshot("sign-in-refused");
    assertThat(browser().find("#board").isDisplayed()).isFalse();
  }

  @Test
  void plots_underTraffic_changeAndTheFiguresAreThoseOfTheDatabase() {
    String tenant = tenantId(17);
    InboxClient client = client(tenant);
    signIn("admin", "inbox");
    choose("#of", tenant);
    soon().until(() -> browser().all("#plots canvas").size(), Integer.valueOf(4)::equals);
    soon().until(() -> browser().text("#recorded").contains("No rate limit denied a call."));
    browser().screenshot("empty-light");
    browser().dark(true);
    browser().screenshot("empty-dark");
    browser().dark(false);
    List<?> before = drawings();
    double mostHits = mostHits();
    int reads = number("#reads");

    traffic(client);

    soon().until(() -> number("#reads") > reads);
    soon().until(() -> noneOf(drawings(), before));
    soon().until(() -> mostHits() > mostHits + 2);
    soon()
        .untilAsserted(
            () -> {
              List<String> rows = recordedReads(tenant);
              assertThat(rows).hasSizeGreaterThan(2);
              assertThat(browser().texts("#resources tbody tr td:not(:first-child)"))
                  .isEqualTo(cells(rows));
            });
    soon()
        .untilAsserted(
            () ->
                assertThat(browser().texts("#denials tbody tr td:nth-child(3)"))
                    .isEqualTo(recordedDenials(tenant))
                    .hasSize(1));
    browser().pictures("traffic");
    assertThat(browser().loaded())
        .anyMatch(name -> name.contains("/webjars/uplot/"))
        .allMatch(name -> name.startsWith(String.valueOf(application)));
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void invalidate_confirmedByKeyboard_dropsAndShowsItsCascade() {
    String tenant = tenantId(18);
    InboxClient client = client(tenant);
    signIn("admin", "inbox");
    choose("#of", tenant);
    choose("#act-tenant", tenant);
    client.get("conversations");
    browser().find("input[name=resource]").sendKeys("messages");
    assertThat(browser().text(".reach")).contains("conversations", "threads");

    browser().find("input[name=resource]").sendKeys(Keys.ENTER);
    soon().until(() -> browser().find("#confirm").isDisplayed());
    assertThat(browser().text("#confirm")).contains("messages", tenant);
    assertThat(browser().focused().getText()).isEqualTo("Cancel");
    browser().screenshot("confirm");
    browser().focused().sendKeys(Keys.ESCAPE);
    soon().until(() -> !browser().find("#confirm").isDisplayed());
    assertThat(client.get("conversations").tier()).startsWith("HIT-");

    assertThat(browser().focused().getAttribute("name")).isEqualTo("resource");
    browser().focused().sendKeys(Keys.ENTER);
    soon().until(() -> browser().find("#confirm").isDisplayed());
    browser().focused().sendKeys(Keys.TAB);
    assertThat(browser().focused().getText()).isEqualTo("Invalidate");
    browser().focused().sendKeys(Keys.ENTER);

    soon().until(() -> browser().text("#done").startsWith("Invalidated: messages, "));
    assertThat(client.get("conversations").tier()).isEqualTo("MISS");
    soon()
        .untilAsserted(
            () -> {
              List<String> rows = recordedInvalidations(tenant);
              assertThat(rows).contains("messages asked for", "conversations cascade of messages");
              assertThat(invalidationsShown()).containsExactlyInAnyOrderElementsOf(rows);
            });
  }

  @Test
  void invalidateAndWarm_tag_dropsItsEntriesAndFillsTheTenant() {
    String tenant = tenantId(19);
    InboxClient client = client(tenant);
    int id =
        client.get("conversations").object().getJsonArray("items").getJsonObject(0).getInt("id");
    client.get("conversations/" + id);
    signIn("admin", "inbox");
    choose("#act-tenant", tenant);

    browser().find("input[value=tag]").click();
    browser().find("input[name=tag]").sendKeys("conversation:" + id);
    browser().find("#invalidate").click();
    browser().find("#confirm-yes").click();
    soon().until(() -> browser().text("#done").contains("conversation:" + id));
    assertThat(client.get("conversations/" + id).tier()).isEqualTo("MISS");
    assertThat(client.get("conversations").tier()).startsWith("HIT-");

    browser().find("#warm").click();
    browser().find("#confirm-yes").click();
    soon().until(() -> browser().text("#done").matches("Stored [1-9][0-9]* entries of contact\\."));
  }

  @Test
  void console_serverOrRedisAway_saysSoAndGoesOn() {
    signIn("admin", "inbox");
    soon().until(() -> browser().text("#news").startsWith("As of"));

    browser().offline(true);
    soon().until(() -> browser().text("#trouble").startsWith("The server does not answer."));
    browser().screenshot("offline");
    browser().offline(false);
    soon().until(() -> browser().text("#trouble").isEmpty());

    browser().block("*/recorded*");
    soon()
        .until(
            () ->
                browser().text("#recorded-trouble").startsWith("What is recorded cannot be read"));
    assertThat(browser().text("#trouble")).isEmpty();
    browser().block();
    soon().until(() -> browser().text("#recorded-trouble").isEmpty());

    InboxServices.redis().stop();
    try {
      soon().until(() -> browser().text("#advice").contains("L2 does not answer"));
      assertThat(browser().text("#health")).contains("L2 does not answer");
      browser().pictures("redis-away");
    } finally {
      InboxServices.redis().restart();
    }
    soon().until(() -> browser().text(".tiers").contains("L2 answers"));
  }

  /** Reads, writes, and more looks at the dashboard than are allowed. */
  private static void traffic(InboxClient client) {
    for (int i = 0; i < 30; i++) {
      client.get("conversations");
      client.get("contacts?page=" + i % 7);
    }
    int conversation =
        client.get("conversations").object().getJsonArray("items").getJsonObject(0).getInt("id");
    for (int i = 0; i < 3; i++) {
      client.post(
          "messages",
          "{\"conversationId\":%d,\"direction\":\"OUTBOUND\",\"author\":\"Robin\",\"text\":\"Hi\"}"
              .formatted(conversation));
      client.get("conversations");
      client.get("messages?conversation=" + conversation);
    }
    for (int i = 0; i < 130; i++) {
      client.getForwardedFor("198.51.100.7", "analytics/dashboard");
    }
  }

  private void signIn(String user, String password) {
    for (String field : new String[] {"user", "password"}) {
      browser().find("input[name=" + field + "]").clear();
    }
    browser().find("input[name=user]").sendKeys(user);
    browser().find("input[name=password]").sendKeys(password, Keys.ENTER);
    if (user.equals("admin") && password.equals("inbox")) {
      soon().until(() -> !browser().all("#act-tenant").isEmpty());
    }
  }

  private void choose(String list, String value) {
    browser().find(list + " option[value='" + value + "']").click();
  }

  private int number(String css) {
    return Integer.parseInt(browser().text(css).replace(",", ""));
  }

  /** The most hits a second that are plotted, by the table of the plot. */
  private double mostHits() {
    browser()
        .script("return document.querySelector('#plots figure:nth-child(3) details').open = true");
    return browser().texts("#plots figure:nth-child(3) td:nth-child(2)").stream()
        .mapToDouble(text -> Double.parseDouble(text.replace(",", "")))
        .max()
        .orElse(0);
  }

  /** What the plots of reads look like. */
  private List<?> drawings() {
    return (List<?>)
        browser()
            .script(
                "return [...document.querySelectorAll('#plots canvas')].slice(0, 3)"
                    + ".map(canvas => canvas.toDataURL())");
  }

  private static boolean noneOf(List<?> drawings, List<?> others) {
    for (int i = 0; i < drawings.size(); i++) {
      if (drawings.get(i).equals(others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private List<String> invalidationsShown() {
    return browser().texts("#log li").stream()
        .map(text -> text.lines().toList())
        .map(lines -> lines.get(0) + " " + before(" · ", lines.get(lines.size() - 1)))
        .toList();
  }

  private static String before(String mark, String text) {
    return text.substring(0, text.indexOf(mark));
  }

  private static List<String> cells(List<String> rows) {
    return rows.stream().flatMap(row -> List.of(row.split("\\|")).stream()).toList();
  }

  private static List<String> recordedReads(String tenant) {
    return query(
        "select resource_type || '|' || sum(hit_count + miss_count) || '|' || case when"
            + " sum(hit_count + miss_count) = 0 then '–' else trim_scale(round(sum(hit_count) * 100"
            + " / sum(hit_count + miss_count), 2)) || ' %' end || '|' || sum(invalidation_count)"
            + " from cache_metadata where tenant_id = ? group by resource_type"
            + " order by sum(hit_count + miss_count) desc, resource_type limit 10",
        tenant);
  }

  private static List<String> recordedDenials(String tenant) {
    return query(
        "select sum(denial_count) from rate_limit_denials where tenant_id = ?"
            + " group by limiter_name",
        tenant);
  }

  private static List<String> recordedInvalidations(String tenant) {
    return query(
        "select resource_type || ' ' || case reason when 'cascade' then 'cascade of ' ||"
            + " initiating_resource when 'manual' then 'asked for' else reason end"
            + " from cache_invalidation_logs where tenant_id = ?",
        tenant);
  }

  /** The id of a tenant that no other test speaks for. */
  private static String tenantId(int number) {
    return query(
            "select id from tenants where id not in ('org_abc123', 'org_fe719a') order by id"
                + " offset ? limit 1",
            number)
        .get(0);
  }

  private static List<String> query(String sql, Object parameter) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(InboxServices.postgres().jdbcUrl());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, parameter);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(found.getString(1));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private InboxClient client(String tenant) {
    return new InboxClient(URI.create(String.valueOf(application)), tenant);
  }

  private Browser browser() {
    return Objects.requireNonNull(opened);
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(200));
  }
}
