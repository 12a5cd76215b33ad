/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.database;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.sql.SQLException;
import org.postgresql.Driver;

/**
 * Takes PostgreSQL's driver away from {@link java.sql.DriverManager} with the application: it
 * registered itself when it was loaded, and would hold this WAR's class loader for ever.
 */
@WebListener
public class DriverRemoval implements ServletContextListener {
  private static final System.Logger LOG = System.getLogger(DriverRemoval.class.getName());

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    try {
      if (Driver.isRegistered()) {
        Driver.deregister();
      }
    } catch (SQLException notOurs) {
      LOG.log(System.Logger.Level.WARNING, Messages.driverStays(), notOurs);
    }
  }
}
