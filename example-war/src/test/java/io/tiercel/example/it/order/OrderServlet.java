/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.order;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Calls the beans: the path says which, the query what with. */
@WebServlet("/order/*")
@SuppressWarnings("NullAway.Init") // the server gives what it needs
public class OrderServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @EJB private transient Ledger ledger;
  @EJB private transient AsReader reader;
  @Inject private transient Journal journal;
  @Inject private transient Librarian librarian;
  @Inject private transient Shelf shelf;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      response.getWriter().print(answer(request));
    } catch (EJBAccessException denied) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  private String answer(HttpServletRequest request) {
    String id = request.getParameter("id");
    return switch (request.getPathInfo()) {
      case "/anybody" -> ledger.read(id);
      case "/reader" -> reader.read(id);
      case "/write" -> String.valueOf(reader.write(id, "written", false));
      case "/roll-back" -> String.valueOf(reader.write(id, "rolled back", true));
      case "/shelf" -> shelf.read(id);
      case "/change" -> librarian.change(id, id, false);
      case "/change-roll-back" -> librarian.change(id, id, true);
      case "/change-all" -> librarian.change("", id, false);
      case "/change-all-roll-back" -> librarian.change("", id, true);
      case "/journal" -> journal.read(id);
      default -> String.join("\n", journal.log());
    };
  }
}
