  // The page.

  const form = document.getElementById("jb-search");
  if (!form) return;
  const field = document.getElementById("jb-q");
  const status = document.getElementById("jb-status");
  const trouble = document.getElementById("jb-trouble");
  const results = document.getElementById("jb-results");
  const more = document.getElementById("jb-more");
  const selects = ["series", "year", "unit", "topic", "sort"]
    .map(function (name) { return form.elements[name]; })
    .filter(Boolean);

  let run = 0; // the search that may write to the page
  let current = null;
  let composing = false;
  let timer = 0;
  let lastInput = 0;

  function filters() {
    const chosen = {};
    for (const select of selects) chosen[select.name] = select.value;
    return chosen;
  }

  function say(text) { status.textContent = text; }

  function saying(session) {
    const left = session.waiting.length;
    if (session.exact) {
      const total = session.found + left;
      if (total > 0) return "共 " + total + " 期" + (left > 0 ? "，已显示 " + session.found + " 期" : "");
    } else if (left > 0) {
      return "已找到 " + session.found + " 期，还有至多 " + left + " 期没有看完";
    } else if (session.found > 0) {
      return "共 " + session.found + " 期";
    }
    const narrowed = selects.some(function (select) { return select.name !== "sort" && select.value !== ""; });
    return "没有找到同时含有这些字词的期号" + (narrowed ? "，可以放宽系列、年份、单位或主题再试" : "，可以减少字词或换个说法再试");
  }

  function wait(session) {
    const left = session ? session.waiting.length : 0;
    more.hidden = left === 0;
    if (left > 0) more.textContent = session.exact ? "显示更多（还有 " + left + " 期）" : "继续查找（还有至多 " + left + " 期）";
  }

  /* Page and script may be of another version than what they read: the page is loaded anew, and where that has not helped it is said. */
  function fail(error) {
    say("");
    more.hidden = true;
    let text = "检索资料没有读到。可能是网络不通：请重试，仍然不行就刷新本页。";
    if (error.format !== undefined) {
      const mark = "jianbao-format";
      try {
        if (sessionStorage.getItem(mark) !== String(error.format)) {
          sessionStorage.setItem(mark, String(error.format));
          location.reload();
          return;
        }
      } catch (refused) {
        // Without a memory it is not tried, so that it is not tried for ever.
      }
      text = "检索程序与检索资料不是同一版本（程序读第 " + api.format + " 版，资料是第 " + error.format + " 版）。请按 Ctrl+F5 刷新本页；仍然不行，请管理员用同一个 jianbao 重新生成整个资料库。";
    }
    trouble.hidden = false;
    trouble.firstElementChild.textContent = text;
  }

  /* Where this page is older than the index, what it offers for choice is made anew. */
  async function renew(head) {
    if (form.dataset.head === head.name) return;
    form.dataset.head = head.name;
    const choices = await load(part(head.choices));
    const lists = {
      series: choices.series,
      year: choices.years.map(function (year) { return [String(year), year + "年"]; }),
      unit: choices.units,
      topic: choices.topics.map(function (topic) { return [topic, topic]; }),
    };
    for (const select of selects.filter(function (select) { return lists[select.name]; })) {
      const value = select.value;
      const options = lists[select.name].map(function (choice) {
        const option = element("option", "", choice[1]);
        option.value = choice[0];
        return option;
      });
      select.replaceChildren(select.options[0], ...options);
      select.value = value;
      if (select.selectedIndex < 0) select.value = "";
    }
    const count = document.querySelector("h1 .count");
    if (count) count.textContent = "共收录" + head.issues.length + "期";
  }

  /* More results until there is one; from a folder, where reading costs nothing, until there is a page of them. */
  async function readOn(session, list, own) {
    const least = location.protocol === "file:" ? PAGE : 1;
    while (own === run && list.length < least && session.waiting.length > 0) {
      say("正在查找……已看 " + session.checked + " 期，至多还有 " + session.waiting.length + " 期");
      const found = await next(session, PAGE - list.length);
      if (own !== run) return;
      list.push(...found);
      results.append(...found.map(function (result) { return resultItem(session, result); }));
    }
  }

  async function search(settled) {
    const own = ++run;
    const query = field.value;
    current = null;
    trouble.hidden = true;
    more.hidden = true;
    if (query.trim() === "") {
      results.replaceChildren();
      say("");
      results.removeAttribute("aria-busy");
      return;
    }
    results.setAttribute("aria-busy", "true");
    try {
      const answer = await ask(query, filters());
      if (own !== run) return;
      const session = answer.session, list = answer.results;
      await renew(session.head);
      if (own !== run) return;
      results.replaceChildren(...list.map(function (result) { return resultItem(session, result); }));
      // Who is still typing waits for another answer than this.
      if (!settled && list.length === 0 && session.waiting.length > 0) await new Promise(function (done) { setTimeout(done, PAUSE); });
      await readOn(session, list, own);
      if (own !== run) return;
      current = session;
      say(session.words.length === 0 ? "" : saying(session));
      wait(session);
    } catch (error) {
      if (own !== run) return;
      results.replaceChildren();
      fail(error);
    }
    results.removeAttribute("aria-busy");
  }

  async function showMore() {
    const session = current, own = run;
    if (!session || more.disabled) return;
    more.disabled = true;
    const before = results.children.length;
    try {
      const list = await next(session);
      if (own === run) {
        results.append(...list.map(function (result) { return resultItem(session, result); }));
        await readOn(session, list, own);
      }
      if (own === run) {
        say(saying(session));
        wait(session);
        const first = results.children[before];
        if (first) first.querySelector("a").focus();
      }
    } catch (error) {
      // The archive was published anew under this page: it is searched again.
      if (own === run) search(true);
    }
    more.disabled = false;
  }

  // The address says what is shown. Where a browser does not let a page from a folder change its query, the part after # says it.

  function parameters() {
    const values = new URLSearchParams();
    if (field.value.trim() !== "") values.set("q", field.value.trim());
    for (const select of selects) {
      if (select.value !== "") values.set(select.name, select.value);
    }
    return values.toString();
  }

  function remember(anew) {
    const text = parameters();
    const method = anew ? "pushState" : "replaceState";
    if (text === shown()) return;
    try {
      history[method](null, "", text === "" ? location.pathname : "?" + text);
    } catch (error) {
      history[method](null, "", "#" + text);
    }
  }

  function shown() {
    return location.hash.startsWith("#") && /[=]/.test(location.hash) ? location.hash.slice(1) : location.search.slice(1);
  }

  function restore() {
    const values = new URLSearchParams(shown());
    field.value = values.get("q") || "";
    for (const select of selects) {
      select.value = values.get(select.name) || "";
      if (select.selectedIndex < 0) select.value = "";
    }
    search(true);
  }

  function typed() {
    clearTimeout(timer);
    const anew = Date.now() - lastInput > 2000;
    lastInput = Date.now();
    timer = setTimeout(function () {
      remember(anew);
      search(false);
    }, 40);
  }

  field.addEventListener("compositionstart", function () { composing = true; });
  field.addEventListener("compositionend", function () {
    composing = false;
    typed();
  });
  field.addEventListener("input", function (event) {
    if (!composing && !event.isComposing) typed();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(timer);
    remember(true);
    search(true);
  });
  for (const select of selects) {
    select.addEventListener("change", function () {
      remember(true);
      search(true);
    });
  }
  more.addEventListener("click", showMore);
  trouble.querySelector("button").addEventListener("click", function () { search(true); });
  window.addEventListener("popstate", restore);

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    const typing = target.matches("input, select, textarea");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "Escape" && (target === field || results.contains(target))) {
      event.preventDefault();
      field.value = "";
      field.focus();
      remember(true);
      search(true);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (target !== field && !results.contains(target)) return;
      const stops = [field, ...Array.from(results.querySelectorAll("[data-stop], summary")).filter(function (stop) {
        return stop.getClientRects().length > 0;
      })];
      const at = stops.indexOf(target) + (event.key === "ArrowDown" ? 1 : -1);
      if (at >= 0 && at < stops.length) {
        event.preventDefault();
        stops[at].focus();
      }
    }
  });

  open().then(renew).catch(function () {});
  restore();
