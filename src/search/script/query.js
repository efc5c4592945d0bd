  // The query: which issues have what was asked for. What the index cannot decide is decided by the text of the issue itself: nothing is
  // found that does not contain what was asked for, in one of the forms that mean the same.

  const PAGE = 10; // results at a time
  const FEW = 8; // so few candidates are checked in their texts rather than by more of the index
  const SHARDS = 4; // files of the index that are read for one word while candidates are more, and one more while they are many
  const MANY = 60;
  const BUDGET = 64 * 1024; // bytes read in one step, index and texts
  const LEAST = 24 * 1024; // of these for texts, whatever the index took
  const HURRIED = 10 * 1024; // bytes of texts for somebody who is still typing
  const FIRST = 2; // and results
  const TYPED = 140 * 1024; // bytes that typing a query reads in all, before anything is pressed

  /* The issues that may have `letters`, and whether they surely have them. Punctuation parts what the index holds: the parts are looked up. */
  async function candidates(head, letters) {
    const none = { exact: true, issues: [], strong: new Set(), titles: new Set() };
    if (letters.length === 0 || letters.some(function (c) { return !head.numbers.has(c); })) return none;
    const number = function (i) { return head.numbers.get(letters[i]); };
    const ends = [];
    for (let i = letters.length - 1; i >= 0; i--) {
      const open = i + 1 < letters.length && !head.breaks.has(letters[i]) && !head.breaks.has(letters[i + 1]);
      ends[i] = open ? ends[i + 1] : i + 1;
    }
    // The rarest first: those that begin with two characters, and the others only where there is no such part.
    const rarity = function (i) { return ends[i] - i > 1 ? number(i) * number(i + 1) + head.letters.length : number(i); };
    let starts = letters.map(function (c, index) { return index; });
    if (starts.some(function (i) { return ends[i] - i > 1; })) starts = starts.filter(function (i) { return ends[i] - i > 1; });
    starts.sort(function (a, b) { return rarity(b) - rarity(a); });
    if (letters.length <= head.longest && starts.includes(0)) starts = [0].concat(starts.filter(function (i) { return i > 0; }));
    let issues = null, strong = null, titles = null;
    const both = function (known, more) { return known ? new Set(Array.from(known).filter(function (n) { return more.has(n); })) : more; };
    const covered = new Set(), shards = new Set();
    while (starts.length > 0) {
      let index = starts.findIndex(function (i) { return !covered.has(i); });
      if (index < 0) index = 0;
      const start = starts.splice(index, 1)[0];
      const part = letters.slice(start, Math.min(start + head.longest, ends[start]));
      const found = await longest(head, part);
      shards.add(found.shard);
      if (found.length < part.length && (found.length === 0 || continues(head, found.length, found.issues.length))) return none;
      for (let i = start; i < start + Math.max(found.length - 1, 1); i++) covered.add(i);
      const has = new Set(found.issues);
      issues = issues ? issues.filter(function (n) { return has.has(n); }) : found.issues;
      strong = both(strong, new Set(found.strong.map(function (i) { return found.issues[i]; })));
      titles = both(titles, new Set(found.titles.map(function (i) { return found.issues[found.strong[i]]; })));
      if (found.length === letters.length) return { exact: true, issues: issues, strong: strong, titles: titles };
      if (issues.length === 0) return none;
      if (issues.length <= FEW || shards.size >= (issues.length <= MANY ? SHARDS : SHARDS + 1)) break;
    }
    return { exact: false, issues: issues, strong: strong, titles: titles };
  }

  /* The issues that have such a 文号 or 期号 themselves. */
  async function bearers(head, words) {
    const found = new Set();
    const wanted = [];
    for (const word of words) {
      for (const form of word.forms) {
        const document = /\[(\d{4})\](\d+)号?$/.exec(form), issue = /第(\d+)期/.exec(form);
        if (document) wanted.push([Number(document[1]), Number(document[2]), 0]);
        if (issue) wanted.push([0, 0, Number(issue[1])]);
      }
    }
    if (wanted.length === 0) return found;
    (await documentNumbers(head)).forEach(function (numbers, n) {
      for (const [year, number, issue] of wanted) {
        if (issue ? numbers.issue === issue : numbers.year === year && numbers.number === number) found.add(n);
      }
    });
    return found;
  }

  /* The issues that may have one of the forms of a word, in the field that it is looked for in. */
  async function candidatesOf(head, word) {
    if (word.candidates) return word.candidates;
    const all = { exact: true, issues: [], strong: new Set(), titles: new Set() };
    const issues = new Set();
    for (const form of word.forms) {
      const found = await candidates(head, Array.from(form));
      all.exact = all.exact && found.exact;
      for (const n of word.field === TITLE ? found.titles : word.field === NUMBER ? found.strong : found.issues) issues.add(n);
      for (const n of found.strong) all.strong.add(n);
      for (const n of found.titles) all.titles.add(n);
    }
    // In which of the fields that say what an issue is about, only its text knows.
    if (word.field === NUMBER && issues.size > 0) all.exact = false;
    all.issues = Array.from(issues).sort(function (a, b) { return a - b; });
    word.candidates = all;
    return all;
  }

  // The kinds of passages, by their numbers in a text.
  const HEADING = 1, TITLE = 2, NUMBER = 3, SUBJECT = 4, ATTACHMENT = 5, ROW = 6, CAPTION = 7, NOTE = 8, FRAME = 9, AMENDMENT = 10;

  async function wordsOf(head, query, filters) {
    const words = [];
    const add = async function (typed, field) {
      const text = (await fold(head, typed)).join("");
      if (text === "" || words.some(function (known) { return known.text === text && known.field === field; })) return;
      words.push({ typed: typed, text: text, field: field, forms: field === NUMBER ? numberForms(text) : forms(text) });
    };
    for (const word of split(query)) await add(word, filters.in === "title" ? TITLE : 0);
    if (filters.number) await add(filters.number.trim(), NUMBER);
    return words;
  }

  /* The day `text` (2026-03-01) as a number, and the first and last that an issue's date may mean: of some only the month is known. */
  function dayOf(text) { return Number(text.replaceAll("-", "")); }

  function within(issue, filters) {
    const unknown = issue.date % 100 === 0;
    return (!filters.from || issue.date + (unknown ? 31 : 0) >= dayOf(filters.from)) && (!filters.to || issue.date + (unknown ? 1 : 0) <= dayOf(filters.to));
  }

  /* Those of `issues` that the filters leave. */
  async function filtered(head, issues, filters) {
    for (const kind of ["unit", "topic"]) {
      if (!filters[kind]) continue;
      const list = await listed(head, kind, filters[kind]);
      issues = issues.filter(function (n) { return list.has(n); });
    }
    if (filters.state === "valid") {
      const ended = [await listed(head, "amended", "superseded"), await listed(head, "amended", "withdrawn")];
      issues = issues.filter(function (n) { return !ended[0].has(n) && !ended[1].has(n); });
    } else if (filters.state) {
      const list = await listed(head, "amended", filters.state);
      issues = issues.filter(function (n) { return list.has(n); });
    }
    return issues.filter(function (n) {
      const issue = head.issues[n];
      return (!filters.series || issue.series === filters.series) && (!filters.year || String(issue.year) === filters.year) && within(issue, filters);
    });
  }

  const NARROWING = ["series", "year", "unit", "topic", "state", "from", "to"];

  function isNarrowed(filters) {
    return NARROWING.some(function (name) { return filters[name]; });
  }

  /* Begins a search: `next` gives the results step by step. Filters without words list the issues that they leave. */
  async function begin(query, filters) {
    const head = await open();
    const before = spent;
    const words = await wordsOf(head, query, filters);
    const session = {
      head: head, words: words, filters: filters, exact: true, waiting: [], ready: [], found: 0, shown: 0, checked: 0, budget: BUDGET,
      scores: new Map(), ranked: !filters.sort,
    };
    let issues = null;
    if (words.length === 0) {
      if (!isNarrowed(filters)) return session;
      issues = head.issues.map(function (issue, n) { return n; });
    }
    const scores = session.scores;
    // The longest word leaves the fewest candidates.
    const order = words.slice().sort(function (a, b) { return b.text.length - a.text.length; });
    for (const word of order) {
      const found = await candidatesOf(head, word);
      const has = new Set(found.issues);
      issues = issues ? issues.filter(function (n) { return has.has(n); }) : found.issues;
      for (const n of found.strong) scores.set(n, (scores.get(n) || 0) + (found.titles.has(n) ? IN_TITLE : IN_HEADING));
      session.exact = session.exact && found.exact;
      if (issues.length === 0) break;
    }
    issues = await filtered(head, issues, filters);
    if (issues.length === 0) session.exact = true;
    else for (const n of await bearers(head, words)) scores.set(n, (scores.get(n) || 0) + BEARER);
    session.index = spent - before;
    session.budget = Math.max(LEAST, BUDGET - session.index);
    const turn = filters.sort === "oldest" ? -1 : 1;
    session.waiting = issues.slice().sort(function (a, b) {
      const score = session.ranked ? (scores.get(b) || 0) - (scores.get(a) || 0) : 0;
      return score || turn * (head.issues[b].date - head.issues[a].date || b - a);
    });
    return session;
  }

  /* How many candidates and results there are that have not been shown. */
  function left(session) { return session.waiting.length + session.ready.length; }

  /* So many bytes of texts may be read while somebody types. */
  function allowed(most) { return Math.max(HURRIED, Math.min(most, TYPED - since)); }

  /* The next results: at most `most`, and no more texts than the budget allows. */
  async function next(session, most) {
    const wanted = most || PAGE;
    let bytes = 0;
    const budget = session.budget;
    session.budget = session.typed ? allowed(BUDGET) : BUDGET;
    // More are read than are shown, so that the best of them come first.
    const enough = session.ranked && session.words.length > 0 && !session.hurried ? wanted + WINDOW : wanted;
    while (session.waiting.length > 0 && session.ready.length < enough) {
      const batch = [];
      for (const n of session.waiting.slice(0, enough - session.ready.length)) {
        const size = session.head.issues[n].bytes;
        if (bytes > 0 && bytes + size > budget) break;
        bytes += size;
        batch.push(n);
      }
      if (batch.length === 0) break;
      const texts = await Promise.all(batch.map(function (n) { return textOf(session.head, n); }));
      session.waiting.splice(0, batch.length);
      session.checked += batch.length;
      texts.forEach(function (text, index) {
        const result = check(session, batch[index], text);
        if (!result) return;
        session.found++;
        session.ready.push(result);
      });
    }
    if (session.ranked) rank(session.ready);
    const results = session.ready.splice(0, wanted);
    session.shown += results.length;
    return results;
  }

  /* What a hurried search has shown is put back, to be shown with all of the first page in its order. */
  function again(session, results) {
    session.hurried = false;
    session.ready.unshift(...results);
    session.shown -= results.length;
    session.budget = allowed(Math.max(LEAST, BUDGET - HURRIED - session.index));
  }

  function textOf(head, n) {
    const path = head.issues[n].path + "/text.js";
    if (!loading.has(path + "?" + head.name)) since += head.issues[n].bytes;
    return load(path, head.name);
  }

  /* The passages of an issue that have the words, each with what it stands under, or nothing where one of the words is missing. */
  function check(session, n, text) {
    const missing = new Set(session.words);
    const passages = [];
    let anchor = "", heading = null, attachment = null;
    text.p.forEach(function (passage, index) {
      if (passage[0] === "-") anchor = "";
      else if (passage[0] !== "") anchor = passage[0];
      const kind = passage[1];
      if (kind === ATTACHMENT) attachment = passage[2];
      if (kind === ATTACHMENT || kind === NOTE || kind === FRAME) heading = null;
      if (kind === NOTE || kind === FRAME) attachment = null;
      const under = { heading: kind === HEADING ? null : heading, attachment: kind === ATTACHMENT ? null : attachment };
      if (kind === HEADING) heading = passage[2];
      const places = find(session, passage[2], kind);
      if (places.length === 0) return;
      let words = 0;
      for (const word of session.words) {
        if (places.some(function (place) { return place[2] === word; })) {
          missing.delete(word);
          words++;
        }
      }
      passages.push({ anchor: anchor, index: index, kind: kind, under: under, words: words, text: passage[2], places: places });
    });
    if (missing.size > 0) return null;
    const result = { number: n, issue: session.head.issues[n], text: text, passages: passages };
    result.score = (session.scores.get(n) || 0) + scoreOf(session, result);
    return result;
  }

  /* A search with its first results; `hurried` for somebody who is still typing: few of them. Where a file of the index is gone, the archive was published anew: it is asked again, once. */
  async function ask(query, filters, hurried) {
    const answer = async function () {
      const session = await begin(query, filters);
      if (!hurried) return { session: session, results: await next(session) };
      session.hurried = session.typed = true;
      session.budget = Math.min(session.budget, HURRIED);
      return { session: session, results: await next(session, FIRST) };
    };
    try {
      return await answer();
    } catch (error) {
      if (error.format !== undefined) throw error;
      await open(true);
      return answer();
    }
  }

  /* Where the words stand in `text`, a passage of this kind: from, to and which, by place. */
  function find(session, text, kind) {
    const folds = session.head.folds;
    let folded = null, map = null;
    const places = [];
    for (const word of session.words) {
      if (word.field && word.field !== kind) continue;
      if (folded === null) folded = foldedBy(folds, text);
      for (const form of word.forms) {
        for (let at = folded.indexOf(form); at >= 0; at = folded.indexOf(form, at + 1)) {
          map = map || origins(folds, text);
          places.push([map.from[at], map.to[at + form.length - 1], word]);
        }
      }
    }
    return places.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
  }

  function foldedBy(folds, text) {
    let folded = "";
    for (const c of text) {
      const to = folds.get(c);
      folded += to === undefined ? c : to;
    }
    return folded;
  }

  /* For each place of the folded text from where to where its character stands in the text. */
  function origins(folds, text) {
    const map = { from: [], to: [] };
    let at = 0;
    for (const c of text) {
      const to = folds.get(c);
      const length = to === undefined ? c.length : to.length;
      for (let i = 0; i < length; i++) {
        map.from.push(at);
        map.to.push(at + c.length);
      }
      at += c.length;
    }
    return map;
  }

  api.begin = begin;
  api.next = next;
  api.ask = ask;
  api.left = left;
