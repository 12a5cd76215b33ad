/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.persistence;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;

/**
 * Takes PostgreSQL's driver away from {@link DriverManager} with the application: it registered
 * itself when it was loaded, and would hold this WAR's class loader for ever.
 */
@WebListener
public class DriverRemoval implements ServletContextListener {
  private static final System.Logger LOG = System.getLogger(DriverRemoval.class.getName());

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    ClassLoader own = getClass().getClassLoader();
    for (Driver driver : Collections.list(DriverManager.getDrivers())) {
      if (driver.getClass().getClassLoader() == own) {
        remove(driver);
      }
    }
  }

  private static void remove(Driver driver) {
    try {
      DriverManager.deregisterDriver(driver);
    } catch (SQLException refused) {
      LOG.log(System.Logger.Level.WARNING, Messages.driverStays(), refused);
    }
  }
}
