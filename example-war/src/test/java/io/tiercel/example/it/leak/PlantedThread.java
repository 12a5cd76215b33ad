/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.leak;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.concurrent.CountDownLatch;

/** What must not be: a thread that outlives its application. */
@WebListener
public class PlantedThread implements ServletContextListener {
  static final String NAME = "tiercel-planted";

  @Override
  public void contextInitialized(ServletContextEvent event) {
    CountDownLatch never = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try {
                never.await();
              } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            },
            NAME);
    thread.setDaemon(true);
    thread.start();
  }
}
