  // The page.

  const form = document.getElementById("jb-search");
  if (!form) return;
  const field = document.getElementById("jb-q");
  const status = document.getElementById("jb-status");
  const trouble = document.getElementById("jb-trouble");
  const pages = document.getElementById("jb-pages");
  const nothing = document.getElementById("jb-nothing");
  const results = document.getElementById("jb-results");
  const more = document.getElementById("jb-more");
  const advanced = document.getElementById("jb-advanced");
  const controls = Array.from(form.elements).filter(function (control) { return control.name && control !== field; });

  const SIGN = 150; // milliseconds until it is said that something is being looked for
  const ENOUGH = 3; // results after which the first step may end for somebody who types
  const STEP = 400 * 1024; // bytes of texts after which a step may end with less than a page of results

  let run = 0; // the search that may write to the page
  let current = null;
  let composing = false;
  let timer = 0;
  let lastInput = 0;

  function valueOf(control) { return control.type === "checkbox" && !control.checked ? "" : control.value.trim(); }

  function filters() {
    const chosen = {};
    for (const control of controls) chosen[control.name] = valueOf(control);
    return chosen;
  }

  function say(text) { if (status.textContent !== text) status.textContent = text; }

  /* How many results there are; 约 where the index does not know it, by how many of those that were read are some. */
  function total(session) {
    if (session.exact || session.waiting.length === 0) return { count: session.found + session.waiting.length, about: "" };
    const share = session.checked > 0 ? session.found / session.checked : 1;
    return { count: session.found + Math.max(1, Math.round(session.waiting.length * share)), about: "约 " };
  }

  function saying(session) {
    const all = total(session);
    if (session.found === 0 && left(session) === 0) return "没有找到" + (session.words.length > 1 ? "同时含有这些字词的期号" : session.words.length ? "含有这个字词的期号" : "符合这些条件的期号");
    const listed = session.words.length === 0 ? "符合条件的" : "";
    return listed + "共 " + all.about + all.count + " 期" + (left(session) > 0 ? "，已显示 " + session.shown + " 期" : "");
  }

  function wait(session) {
    more.hidden = left(session) === 0;
    const all = total(session);
    if (!more.hidden) more.textContent = "显示更多（还有" + all.about + (all.about ? "" : " ") + (all.count - session.shown) + " 期）";
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
    const amended = { corrected: "已更正", superseded: "已废止", withdrawn: "已撤回" };
    const lists = {
      series: choices.series.map(function (one) { return [one[0], one[1], one[2], one[0]]; }),
      year: choices.years.map(function (one) { return [String(one[0]), one[0] + "年", one[1], ""]; }),
      unit: choices.units.map(function (one) { return [one[0], one[1], one[2], one[0]]; }),
      topic: choices.topics.map(function (one) { return [one[0], one[0], one[2], one[1]]; }),
      state: AMENDED.map(function (name, at) { return [name, amended[name], choices.amended[at], ""]; }),
    };
    for (const control of controls.filter(function (control) { return lists[control.name]; })) {
      const value = control.value;
      const options = lists[control.name].map(function (choice) {
        const option = element("option", "", choice[1] + "（" + choice[2] + "）");
        option.value = choice[0];
        if (choice[3]) option.dataset.folder = choice[3];
        return option;
      });
      const first = Array.from(control.options).filter(function (option) { return option.value === "" || option.value === "valid"; });
      control.replaceChildren(...first, ...options);
      control.value = value;
      if (control.selectedIndex < 0) control.value = "";
    }
    const count = document.querySelector("h1 .count");
    if (count) count.textContent = "共收录" + head.issues.length + "期";
  }

  function show(session, list) {
    results.append(...list.map(function (result) { return resultItem(session, result); }));
  }

  /* One step: a page of results, or what there is; at least one after much reading. */
  async function step(session, own, list, enough) {
    let before = session.checked, bytes = 0;
    while (own === run && list.length < (enough || PAGE) && left(session) > 0 && (list.length === 0 || (bytes < STEP && !(session.typed && since >= TYPED)))) {
      const found = await next(session, PAGE - list.length);
      if (own !== run) return;
      bytes += (session.checked - before) * 6 * 1024;
      before = session.checked;
      list.push(...found);
      show(session, found);
    }
  }

  function clear() {
    results.replaceChildren();
    pages.replaceChildren();
    nothing.hidden = true;
    more.hidden = true;
  }

  async function search(settled, place) {
    const own = ++run;
    const query = field.value;
    if (settled || query === "") since = 0;
    const chosen = filters();
    current = null;
    trouble.hidden = true;
    if (query.trim() === "" && !isNarrowed(chosen) && !chosen.number) {
      clear();
      say("");
      results.removeAttribute("aria-busy");
      return;
    }
    results.setAttribute("aria-busy", "true");
    const sign = setTimeout(function () { if (own === run) say("正在查找……"); }, SIGN);
    try {
      const answer = await ask(query, chosen, !settled);
      if (own !== run) return;
      const session = answer.session;
      let list = answer.results;
      await renew(session.head);
      if (own !== run) return;
      clear();
      showPages(session);
      show(session, list);
      if (session.hurried) {
        // Who is still typing waits for another answer than this.
        await new Promise(function (done) { setTimeout(done, PAUSE); });
        if (own !== run) return;
        again(session, list);
        list = await next(session);
        if (own !== run) return;
        results.replaceChildren();
        show(session, list);
      }
      await step(session, own, list, settled ? PAGE : ENOUGH);
      while (place && own === run && session.shown < place.count && left(session) > 0) await step(session, own, []);
      if (own !== run) return;
      current = session;
      if (session.found === 0 && session.words.length > 0) {
        const why = await explain(session);
        if (own !== run) return;
        showNothing(session, why);
      }
      if (session.words.length === 0 && !isNarrowed(chosen)) say("");
      else say(saying(session));
      wait(session);
      if (place) scrollTo(0, place.y);
    } catch (error) {
      if (own !== run) return;
      clear();
      fail(error);
    } finally {
      clearTimeout(sign);
      if (own === run) results.removeAttribute("aria-busy");
    }
  }

  async function showMore() {
    const session = current, own = run;
    if (!session || more.disabled) return;
    since = 0;
    session.typed = false;
    session.budget = BUDGET;
    more.disabled = true;
    const before = results.children.length;
    const sign = setTimeout(function () { if (own === run) say("正在查找……"); }, SIGN);
    try {
      await step(session, own, []);
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
    clearTimeout(sign);
    more.disabled = false;
  }

  /* Searches for something else that the page offers. */
  function searchFor(query, free) {
    field.value = query;
    if (free) for (const control of controls) setValue(control, control.name === "sort" ? valueOf(control) : "");
    remember(true);
    search(true);
  }

  function typed() {
    clearTimeout(timer);
    const anew = Date.now() - lastInput > 2000;
    lastInput = Date.now();
    timer = setTimeout(function () {
      remember(anew);
      search(false);
    }, 60);
  }

  field.addEventListener("compositionstart", function () { composing = true; });
  field.addEventListener("compositionend", function () {
    composing = false;
    typed();
  });
  field.addEventListener("input", function (event) {
    if (!composing && !event.isComposing) typed();
  });
  // What is read first is read when somebody is about to type.
  field.addEventListener("focus", function () { open().catch(function () {}); });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(timer);
    remember(true);
    search(true);
  });
  form.addEventListener("change", function (event) {
    if (!controls.includes(event.target)) return;
    remember(true);
    search(true);
  });
  more.addEventListener("click", showMore);
  trouble.querySelector("button").addEventListener("click", function () { search(true); });

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
