  // What is shown.

  const SHOWN = 3; // passages of an issue before the rest is folded away
  const AROUND = 48; // characters beside a match in a long sentence
  const PAUSE = 400; // milliseconds without a key until texts are read on that nobody may wait for

  function element(name, className, content) {
    const node = document.createElement(name);
    if (className) node.className = className;
    if (content !== undefined) node.append(content);
    return node;
  }

  /* The stretches of a passage to show: the sentences with a match, cut where they are long. */
  function stretches(passage) {
    const text = passage.text;
    if (text.length <= 140) return [[0, text.length]];
    const list = [];
    for (const place of passage.places) {
      let from = place[0], to = place[1];
      while (from > 0 && place[0] - from < AROUND && !"。！？；\t".includes(text[from - 1])) from--;
      while (to < text.length && to - place[1] < AROUND && !"。！？；\t".includes(text[to - 1])) to++;
      if (from > 0 && text.codePointAt(from - 1) > 0xffff) from--;
      if (to < text.length && text.codePointAt(to - 1) > 0xffff) to++;
      const last = list[list.length - 1];
      if (last && from <= last[1] + 4) last[1] = Math.max(last[1], to);
      else list.push([from, to]);
    }
    return list;
  }

  function marked(text, places, from, to) {
    const out = document.createDocumentFragment();
    let at = from;
    const plain = function (end) {
      if (end > at) out.append(text.slice(at, end).replaceAll("\t", "　|　"));
      at = Math.max(at, end);
    };
    for (const place of places) {
      const start = Math.max(place[0], at), end = Math.min(Math.max(place[1], place[0] + 1), to);
      if (end <= start) continue;
      plain(start);
      out.append(element("mark", "", text.slice(start, end)));
      at = end;
    }
    plain(to);
    return out;
  }

  function passageItem(result, passage) {
    const item = element("li");
    const link = element("a");
    link.href = address(result) + (passage.anchor ? "#" + encodeURIComponent(passage.anchor) : "");
    link.dataset.stop = "";
    const list = stretches(passage);
    list.forEach(function (stretch, index) {
      if (stretch[0] > 0) link.append("……");
      link.append(marked(passage.text, passage.places, stretch[0], stretch[1]));
      if (index === list.length - 1 && stretch[1] < passage.text.length) link.append("……");
    });
    item.append(link);
    return item;
  }

  function address(result) {
    return ROOT + result.issue.path + "/index.html";
  }

  function resultItem(session, result) {
    const item = element("li", "result");
    const heading = element("h2");
    const link = element("a");
    link.href = address(result);
    link.dataset.stop = "";
    const title = result.text.t;
    link.append(marked(title, find(session, title), 0, title.length));
    heading.append(link);
    item.append(heading);

    const facts = element("p", "result-facts");
    facts.append(element("span", "series-tag", result.text.s));
    if (result.text.n) {
      const number = element("span", "number");
      number.append(marked(result.text.n, find(session, result.text.n), 0, result.text.n.length));
      facts.append(" ", number);
    }
    facts.append(" ", element("span", "when", result.text.d));
    for (const amendment of result.text.a || []) facts.append(" ", element("span", "result-state", amendment));
    item.append(facts);

    const rest = result.passages.filter(function (passage) { return passage.text !== title && passage.text !== result.text.n; });
    // The text before what stands around it.
    rest.sort(function (a, b) { return b.words - a.words || (a.anchor === "") - (b.anchor === "") || a.index - b.index; });
    if (rest.length > 0) {
      const list = element("ol", "result-passages");
      list.setAttribute("role", "list");
      for (const passage of rest.slice(0, SHOWN)) list.append(passageItem(result, passage));
      item.append(list);
    }
    const others = rest.slice(SHOWN).sort(function (a, b) { return a.index - b.index; });
    if (others.length > 0) {
      const details = element("details", "result-others");
      details.append(element("summary", "", "本期另有 " + others.length + " 处"));
      details.addEventListener("toggle", function () {
        if (details.children.length > 1) return;
        const list = element("ol", "result-passages");
        list.setAttribute("role", "list");
        for (const passage of others) list.append(passageItem(result, passage));
        details.append(list);
      });
      item.append(details);
    }
    return item;
  }
