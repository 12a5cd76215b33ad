/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * That nothing of an application is left when it has closed its managers. The provider stays, as
 * where it is a library of the server: so it must not hold what it was given.
 */
final class UndeployIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void closedManagers_twentyTimes_leaveNothing() {
    // once before: what the JVM makes on first use, and keeps, is no leak
    new Deployment().call("openUseAndClose", NODES.redis().address());
    Leftovers leftovers = new Leftovers();
    for (int i = 0; i < 20; i++) {
      deploy(leftovers, "openUseAndClose");
    }
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(leftovers.find()).isEmpty());
  }

  @Test
  void managerWithoutCaches_neverClosed_doesNotHoldTheLoader() {
    Leftovers leftovers = new Leftovers();
    deploy(leftovers, "open");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(leftovers.find()).isEmpty());
  }

  @Test
  void managersNeverClosed_areFoundUntilTheProviderClosesThem() {
    Leftovers leftovers = new Leftovers();
    Deployment deployment = new Deployment();
    deployment.call("openAndUse", NODES.redis().address());
    leftovers.expectGone(deployment);
    assertThat(leftovers.find())
        .contains("thread tiercel-redis-watch", "class loaders 1")
        .anyMatch(
            left ->
                left.startsWith(
                    "bean javax.cache:type=CacheStatistics,CacheManager=test.deployed-tiered"));
    DeployedApplication.provider().close(deployment);
    deployment = null;
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(leftovers.find()).isEmpty());
  }

  @Test
  void plantedThread_isFound() throws InterruptedException {
    Leftovers leftovers = new Leftovers();
    CountDownLatch end = new CountDownLatch(1);
    Thread planted =
        new Thread(
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "planted");
    planted.start();
    assertThat(leftovers.find()).contains("thread planted");
    end.countDown();
    planted.join();
    assertThat(leftovers.find()).doesNotContain("thread planted");
  }

  @Test
  void plantedBean_isFound() throws JMException {
    Leftovers leftovers = new Leftovers();
    ObjectName name = new ObjectName("javax.cache:type=Planted");
    Runnable bean = () -> {};
    ManagementFactory.getPlatformMBeanServer()
        .registerMBean(new StandardMBean(bean, Runnable.class), name);
    assertThat(leftovers.find()).contains("bean javax.cache:type=Planted");
    ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
    assertThat(leftovers.find()).doesNotContain("bean javax.cache:type=Planted");
  }

  @Test
  void plantedLoader_isFoundUntilItIsLetGo() {
    Leftovers leftovers = new Leftovers();
    List<Object> holder = new ArrayList<>();
    Deployment planted = new Deployment();
    holder.add(planted);
    leftovers.expectGone(planted);
    planted = null;
    assertThat(leftovers.find()).contains("class loaders 1");
    assertThat(holder).hasSize(1);
    holder.clear();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(leftovers.find()).isEmpty());
  }

  private static void deploy(Leftovers leftovers, String method) {
    Deployment deployment = new Deployment();
    deployment.call(method, NODES.redis().address());
    leftovers.expectGone(deployment);
  }
}
