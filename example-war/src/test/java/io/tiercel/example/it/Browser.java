/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium without a window, which reaches this machine's own addresses only. */
final class Browser implements AutoCloseable {
  /** The widths of the pictures. */
  static final int DESKTOP = 1280;

  static final int PHONE = 390;

  private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser");
  private static final String DRIVER = "chromedriver";
  private static final Path SCREENSHOTS = Path.of(System.getProperty("inbox.screenshots"));

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Tells whether browser and driver are installed. */
  static boolean isInstalled() {
    return program().isPresent() && onPath(DRIVER).isPresent();
  }

  static Browser start() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program().orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--hide-scrollbars",
        "--lang=en-GB",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
    if ("root".equals(System.getProperty("user.name"))) {
      options.addArguments("--no-sandbox");
    }
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(onPath(DRIVER).orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  void open(String address) {
    driver.get(address);
  }

  /** Shows the page as on a screen of this width, as a telephone or not. */
  void screen(int width, int height, boolean phone) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
  }

  void dark(boolean dark) {
    Map<String, String> feature =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** Cuts the browser off from every server, or no longer. */
  void offline(boolean offline) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  /** Lets no request through to addresses of these patterns, and to no others any more. */
  void block(String... patterns) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(patterns)));
  }

  /** The first element that the selector finds. */
  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** The text that is seen of an element; empty where there is none. */
  String text(String css) {
    Object text = script("return document.querySelector(arguments[0])?.innerText ?? ''", css);
    return String.valueOf(text).strip();
  }

  /** The texts of the elements that the selector finds, taken at once. */
  List<String> texts(String css) {
    Object texts =
        script("return [...document.querySelectorAll(arguments[0])].map(e => e.innerText)", css);
    return ((List<?>) texts).stream().map(String::valueOf).map(String::strip).toList();
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** What the script returns, which must be something. */
  Object script(String script, Object... arguments) {
    return Objects.requireNonNull(driver.executeScript(script, arguments), script);
  }

  /** The addresses of all that the page has loaded. */
  List<String> loaded() {
    Object names = script("return performance.getEntriesByType('resource').map(e => e.name)");
    return ((List<?>) names).stream().map(String::valueOf).toList();
  }

  /** What the browser complained of since it was last asked. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Writes what the whole page looks like to a file below target. */
  void screenshot(String name) {
    Map<String, Object> taken =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(
          SCREENSHOTS.resolve(name + ".png"),
          Base64.getDecoder().decode(String.valueOf(taken.get("data"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pictures of what is shown, by width and colours; on no width anything sticks out. */
  void pictures(String name) {
    for (int width : new int[] {DESKTOP, PHONE}) {
      screen(width, 900, width == PHONE);
      for (boolean dark : new boolean[] {false, true}) {
        dark(dark);
        await()
            .untilAsserted(
                () ->
                    assertThat((Long) script("return document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(width));
        screenshot(name + (width == PHONE ? "-phone" : "-desktop") + (dark ? "-dark" : "-light"));
      }
    }
    dark(false);
    screen(DESKTOP, 900, false);
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static Optional<Path> program() {
    return PROGRAMS.stream().map(Browser::onPath).flatMap(Optional::stream).findFirst();
  }

  private static Optional<Path> onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return List.of(path.split(File.pathSeparator)).stream()
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
