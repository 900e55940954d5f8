/* A quicker way for those whose browser can: saves without a jump, copies a link, prints, looks again.
   Everything works without it: each form and each link here does the same by itself. */
(() => {
  "use strict";
  let shown = location.pathname + location.search;
  const CONTROLS = "input, select, textarea, button, a, summary";

  const mark = (element) => {
    if (!element || !element.matches || !element.matches(CONTROLS)) return null;
    if (element.id) return (root) => root.getElementById(element.id);
    const name = element.getAttribute("name");
    if (!name) return null;
    const value = element.getAttribute("value");
    return (root) => [...root.getElementsByName(name)].find((each) => each.getAttribute("value") === value);
  };

  const saved = (said) => {
    const notice = document.getElementById("not-saved");
    if (notice) notice.hidden = said;
  };

  /* Puts the answer of the server in the place of the page; what had the focus keeps it, unless there are slips. */
  const show = (text, address, keep, scroll) => {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const main = fresh.querySelector("main");
    if (!main) return false;
    const here = location.pathname === new URL(address, location.href).pathname;
    document.querySelector("main").replaceWith(main);
    document.title = fresh.title;
    if (address !== location.href) history[here ? "replaceState" : "pushState"](null, "", address);
    shown = location.pathname + location.search;
    const slips = main.querySelector(".errors");
    const kept = here && !slips && keep ? keep(document) : null;
    const first = slips || kept || main.querySelector("h1") || main;
    if (first !== kept && !first.hasAttribute("tabindex")) first.tabIndex = -1;
    first.focus({ preventScroll: Boolean(kept) });
    if (kept) scrollTo(0, scroll);
    else if (!slips) scrollTo(0, 0);
    ready(main);
    return true;
  };

  const body = (form, submitter) => {
    const data = new FormData(form);
    if (submitter && submitter.name) data.append(submitter.name, submitter.value);
    return form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
  };

  const send = async (form, submitter) => {
    const keep = mark(document.activeElement) || mark(submitter);
    const scroll = scrollY;
    const sent = body(form, submitter);
    const quiet = form.method === "get";
    const address = new URL(form.getAttribute("action") || location.href, location.href);
    if (quiet) address.search = sent;
    form.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, quiet ? {} : { method: "POST", body: sent });
      const kind = answer.headers.get("Content-Type") || "";
      if (!kind.startsWith("text/html") || !show(await answer.text(), answer.url, keep, scroll)) {
        location.assign(answer.url);
      }
      saved(true);
    } catch {
      saved(false); /* nothing on the page has changed: what was typed is still there */
    } finally {
      form.removeAttribute("aria-busy");
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.hasAttribute("data-quick") || event.defaultPrevented) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy") !== "true") send(form, event.submitter);
  });

  /* Back and forward show what the server has; a link within the page only goes there. */
  addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) location.reload();
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-print]");
    if (!button) return;
    if (button.hasAttribute("data-print")) {
      print();
      return;
    }
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.copied;
    } catch {
      field.focus(); /* the text is selected: whoever wants it copies it by hand */
    }
  });

  /* On paper everything is open; afterwards all is as it was. */
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll("details:not([open])")) {
      each.dataset.closed = "";
      each.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const each of document.querySelectorAll("details[data-closed]")) {
      delete each.dataset.closed;
      each.open = false;
    }
  });

  /* Looks again, every three seconds at first and more and more seldom, until there is something else to see. */
  const look = (waiting, after) => {
    setTimeout(async () => {
      if (!waiting.isConnected) return;
      try {
        const answer = await fetch(waiting.dataset.look);
        const text = await answer.text();
        if (!new DOMParser().parseFromString(text, "text/html").querySelector("[data-look]")) {
          show(text, answer.url, null, 0);
          return;
        }
      } catch {
        /* the program does not answer just now: later, perhaps */
      }
      look(waiting, Math.min(after * 1.5, 30000));
    }, after);
  };

  const ready = (root) => {
    for (const each of root.querySelectorAll("[data-copy], [data-print]")) each.hidden = false;
    for (const each of root.querySelectorAll("[data-look]")) look(each, 3000);
  };
  ready(document);
})();
