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

  // What a passage is, where its kind says more than the text.
  const KINDS = { 3: "文号", 4: "单位、主题", 5: "附件标题", 6: "表格", 7: "图表标题", 8: "注释", 9: "版头、版记", 10: "更正、废止、撤回的说明" };

  /* Where a passage stands: the attachment, the heading over it, and what it is. */
  function whereabouts(passage) {
    const parts = [];
    const short = function (text) {
      const letters = Array.from(text.replaceAll("\t", " "));
      return letters.length > 22 ? letters.slice(0, 20).join("") + "……" : letters.join("");
    };
    if (passage.under.attachment) parts.push("附件“" + short(passage.under.attachment) + "”");
    if (passage.under.heading) parts.push(short(passage.under.heading));
    if (KINDS[passage.kind]) parts.push(KINDS[passage.kind]);
    else if (passage.kind === HEADING) parts.push("标题");
    return parts.join(" › ");
  }

  function passageItem(session, result, passage) {
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
    const where = whereabouts(passage);
    if (where) item.append(element("p", "result-where", where));
    return item;
  }

  const MARKED = 8; // words that are handed on to be marked in the issue
  const MARKED_LENGTH = 40; // characters of each

  /* The page of an issue, told which words to mark, as they stand there. */
  function address(result) {
    const words = new Set();
    for (const passage of result.passages) {
      for (const place of passage.places) {
        const word = passage.text.slice(place[0], place[1]).trim();
        if (word !== "" && Array.from(word).length <= MARKED_LENGTH && words.size < MARKED) words.add(word);
      }
    }
    const values = new URLSearchParams();
    for (const word of words) values.append("mark", word);
    return ROOT + result.issue.path + "/index.html" + (words.size > 0 ? "?" + values : "");
  }

  function link(text, address, action) {
    const node = element("a", "", text);
    node.href = address;
    if (action) {
      node.addEventListener("click", function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        action();
      });
    }
    return node;
  }

  const PAGES = 6; // pages of units, topics and series among the results

  /* The pages of the units, topics and series whose name has one of the words. */
  function showPages(session) {
    const found = [];
    const lists = { unit: ["单位", "units/"], topic: ["主题", "topics/"], series: ["系列", ""] };
    for (const name of Object.keys(lists)) {
      if (!form.elements[name]) continue;
      for (const option of form.elements[name].options) {
        if (!option.dataset.folder) continue;
        const text = option.textContent.replace(/（\d+）$/, "");
        const folded = foldedBy(session.head.folds, text);
        const has = session.words.filter(function (word) { return word.field !== NUMBER && word.text.length > 1 && folded.includes(word.text); });
        if (has.length > 0) found.push({ words: has.length, length: text.length, kind: lists[name][0], text: text, address: ROOT + lists[name][1] + option.dataset.folder + "/index.html" });
      }
    }
    found.sort(function (a, b) { return b.words - a.words || a.length - b.length; });
    pages.replaceChildren();
    if (found.length === 0) return;
    pages.append("相关页面：");
    found.slice(0, PAGES).forEach(function (page, index) {
      const node = link(page.text, page.address);
      node.dataset.stop = "";
      pages.append(index > 0 ? "　" : "", page.kind + " ", node);
    });
  }

  /* What there is of the words where nothing was found. */
  function showNothing(session, why) {
    const list = element("ul");
    list.setAttribute("role", "list");
    const again = function (text, free) {
      const values = new URLSearchParams();
      values.set("q", text);
      const node = link("“" + text + "”", "?" + values, function () { searchFor(text, free); });
      node.dataset.stop = "";
      return node;
    };
    const counted = function (found) { return "（" + (found.exact ? "" : "约 ") + found.count + " 期）"; };
    // The query with another word in the place of one.
    const instead = function (word, text) {
      return why.words.filter(function (one) { return one.field !== NUMBER; }).map(function (one) {
        const own = one === word ? text : one.typed;
        return /\s/.test(own) ? "“" + own + "”" : own;
      }).join(" ");
    };
    for (const word of why.words) {
      const item = element("li");
      if (word.field === NUMBER) {
        item.append("文号、期号“" + word.typed + "”：" + (word.count > 0 ? "与其他条件没有同在一期" : "没有这样的文号、期号"));
      } else if (word.count > 0) {
        item.append(again(word.typed, true), "：" + (word.exact ? "" : "约 ") + word.count + " 期有");
      } else {
        item.append("“" + word.typed + "”：哪一期都没有");
        if (word.near.length > 0) {
          item.append("；是不是要找");
          word.near.forEach(function (found, index) { item.append(index > 0 ? "、" : "", again(instead(word, found.text)), why.words.length === 1 ? counted(found) : ""); });
        }
        if (word.part) item.append("；其中最长的有的部分是", again(word.part.text, true), counted(word.part));
      }
      list.append(item);
    }
    nothing.replaceChildren(list);
    if (why.unfiltered > 0) {
      const item = element("p");
      const query = field.value.trim();
      item.append(link("去掉其他条件，只找这些字词", "?" + new URLSearchParams([["q", query]]), function () { searchFor(query, true); }), "：至少有 " + why.unfiltered + " 期");
      nothing.append(item);
    }
    nothing.hidden = false;
  }

  /* Lets lines end between words only, where the browser knows the words of Chinese. */
  function wholeWords(node) {
    if (!window.Intl || !Intl.Segmenter) return false;
    const text = node.textContent;
    const starts = Array.from(new Intl.Segmenter("zh", { granularity: "word" }).segment(text), function (word) { return word.index; });
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const pieces = [];
    for (let piece = walker.nextNode(), from = 0; piece; from += piece.data.length, piece = walker.nextNode()) pieces.push([piece, from]);
    for (const [piece, from] of pieces) {
      // The last first, so that the places before it stay.
      const inside = starts.filter(function (at) { return at > from && at < from + piece.data.length && !/[》”’）〉】〕），、。：；？！]/.test(text[at]); });
      for (const at of inside.reverse()) piece.splitText(at - from).before(document.createElement("wbr"));
    }
    return true;
  }

  function resultItem(session, result) {
    const item = element("li", "result");
    const heading = element("h2");
    const link = element("a");
    link.href = address(result);
    link.dataset.stop = "";
    const title = result.text.t;
    link.append(marked(title, find(session, title, TITLE), 0, title.length));
    if (wholeWords(link)) heading.className = "whole";
    heading.append(link);
    item.append(heading);

    const facts = element("p", "result-facts");
    facts.append(element("span", "series-tag", result.text.s));
    if (result.text.n) {
      const number = element("span", "number");
      number.append(marked(result.text.n, find(session, result.text.n, NUMBER), 0, result.text.n.length));
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
      for (const passage of rest.slice(0, SHOWN)) list.append(passageItem(session, result, passage));
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
        for (const passage of others) list.append(passageItem(session, result, passage));
        details.append(list);
      });
      item.append(details);
    }
    return item;
  }
