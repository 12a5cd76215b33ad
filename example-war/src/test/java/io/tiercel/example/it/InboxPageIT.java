/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URL;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.core.ConditionFactory;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of the inbox in a browser. What it looked like is in target/screenshots. */
@ExtendWith(ArquillianExtension.class)
class InboxPageIT {
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
    browser().open(address());
    soon().until(() -> !browser().all(".rows a").isEmpty());
  }

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  @Test
  void views_onEachScreenInEachColour_fitAndLoadNothingFromElsewhere() {
    browser().pictures("inbox");
    for (String view : new String[] {"contacts", "messages", "analytics"}) {
      browser().find(".views a[href='#" + view + "']").click();
      soon().until(() -> browser().text("main h2").toLowerCase(Locale.ROOT), view::equals);
      soon().until(() -> !browser().all(".rows a").isEmpty());
      browser().pictures("inbox-" + view);
    }

    browser().screen(Browser.PHONE, 900, true);
    assertThat(browser().find("#latest").isDisplayed()).isTrue();
    assertThat(
            browser()
                .script(
                    "return Math.max(...[...document.querySelectorAll('.views a')]"
                        + ".map(link => link.getBoundingClientRect().right))"))
        .as("where the last of the views ends")
        .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
        .isLessThanOrEqualTo(Browser.PHONE);
    assertThat(browser().loaded()).allMatch(name -> name.startsWith(address()));
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void answer_ofAConversation_isSeenAtOnceAndTheListComesFromTheDatabase() {
    browser().find(".rows a").click();
    soon().until(() -> !browser().all(".thread li").isEmpty());
    int messages = browser().all(".thread li").size();

    browser().find("textarea[name=text]").sendKeys("Seen at once");
    browser().find("form button.main").click();

    soon().until(() -> browser().all(".thread li").size(), Integer.valueOf(messages + 1)::equals);
    assertThat(browser().text(".thread li:last-child")).startsWith("Seen at once");
    // The newest first: thread, conversation, list, write.
    assertThat(browser().texts("#history li .tier")).startsWith("MISS", "MISS", "MISS", "write");
    browser().find("#again").click();
    soon().until(() -> browser().text("#latest .tier"), "HIT-L1"::equals);
    browser().pictures("inbox-answered");
  }

  private Browser browser() {
    return Objects.requireNonNull(opened);
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(200));
  }

  /** The browser resolves no names. */
  private String address() {
    return String.valueOf(application).replace("localhost", "127.0.0.1");
  }
}
