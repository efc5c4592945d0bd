  // Nothing was found: what there is of each word, so that nobody stands before an empty page.

  const TRIED = 40; // letters of a word of which parts are looked for
  const LOOKED = 4; // texts that are read to see whether one has what the index only makes likely; twice as many for a count
  const SUGGESTIONS = 3; // near spellings of a word

  /* How many issues have `letters`, and whether that is sure; only those of the first candidates that have it are sure where the index is not. */
  async function presence(head, letters) {
    const found = await candidates(head, letters);
    if (found.exact || found.issues.length === 0) return { count: found.issues.length, exact: true };
    const form = letters.join("");
    const first = found.issues.slice(-LOOKED * 2);
    let has = 0;
    for (const n of first) {
      if ((await foldedTexts(head, n)).some(function (text) { return text.includes(form); })) has++;
    }
    if (first.length === found.issues.length) return { count: has, exact: true };
    return { count: Math.round(found.issues.length * has / first.length), exact: false };
  }

  async function foldedTexts(head, n) {
    const text = await textOf(head, n);
    if (!text.folded) text.folded = text.p.map(function (passage) { return foldedBy(head.folds, passage[2]); });
    return text.folded;
  }

  /* The longest part of `letters`, of at least two, that some issue has. What a part does not have, no longer part has. */
  async function longestPart(head, letters) {
    let best = { text: "", count: 0, exact: true };
    let from = 0;
    for (let to = 2; to <= Math.min(letters.length, TRIED); to++) {
      while (to - from >= 2) {
        const found = await presence(head, letters.slice(from, to));
        if (found.count > 0) {
          if (to - from > best.text.length) best = { text: letters.slice(from, to).join(""), count: found.count, exact: found.exact };
          break;
        }
        from++;
      }
    }
    return best;
  }

  /* Spellings that the archive has and that differ from `letters` by one character more, less or other, or by two that have changed places. */
  async function near(head, letters) {
    const list = [];
    if (letters.length < 3 || letters.length > 12) return list;
    const add = async function (spelling) {
      const text = spelling.join("");
      if (list.length >= SUGGESTIONS || list.some(function (known) { return known.text === text; })) return;
      const found = await presence(head, spelling);
      if (found.count > 0) list.push({ text: text, count: found.count, exact: found.exact });
    };
    for (let i = 0; i + 1 < letters.length; i++) {
      const swapped = letters.slice();
      swapped.splice(i, 2, letters[i + 1], letters[i]);
      if (letters[i] !== letters[i + 1]) await add(swapped);
    }
    // One character that is another one there, or is missing here: what stands between the two parts in the texts that have both.
    let read = 0;
    for (const taken of [1, 0]) {
      for (let i = taken ? 0 : 1; i < letters.length && list.length < SUGGESTIONS && read < 8 * LOOKED; i++) {
        const before = letters.slice(0, i), after = letters.slice(i + taken);
        if (Math.max(before.length, after.length) < 2) continue;
        let issues = null;
        for (const part of [before, after]) {
          if (part.length === 0) continue;
          const found = (await candidates(head, part)).issues;
          const has = new Set(found);
          issues = issues ? issues.filter(function (n) { return has.has(n); }) : found;
        }
        for (const n of issues.slice(-LOOKED)) {
          read++;
          for (const text of await foldedTexts(head, n)) {
            const between = standsBetween(text, before.join(""), after.join(""));
            if (between) await add(before.concat([between], after));
          }
        }
      }
    }
    for (let i = 0; i < letters.length; i++) await add(letters.filter(function (c, at) { return at !== i; }));
    return list;
  }

  /* The one character that stands between these two somewhere in a text. */
  function standsBetween(text, before, after) {
    for (let at = text.indexOf(before); at >= 0; at = text.indexOf(before, at + 1)) {
      const place = at + before.length;
      if (place >= text.length) return "";
      const c = String.fromCodePoint(text.codePointAt(place));
      if (/[\p{L}\p{N}]/u.test(c) && text.startsWith(after, place + c.length)) return c;
    }
    return "";
  }

  /* What there is of the words of a session that found nothing; and how much there is without its filters. */
  async function explain(session) {
    const head = session.head;
    const words = [];
    let rest = head.issues.map(function (issue, n) { return n; });
    for (const word of session.words) {
      let own = { count: 0, exact: true };
      for (const form of word.forms) {
        const found = await presence(head, Array.from(form));
        if (found.count >= own.count) own = found;
      }
      const has = new Set((await candidatesOf(head, Object.assign({}, word, { field: 0, candidates: undefined }))).issues);
      rest = rest.filter(function (n) { return has.has(n); });
      const said = { typed: word.typed, field: word.field, count: own.count, exact: own.exact, part: null, near: [] };
      if (own.count === 0) {
        const letters = Array.from(word.text);
        said.near = await near(head, letters);
        const part = await longestPart(head, letters);
        if (part.count > 0) said.part = part;
      }
      words.push(said);
    }
    // Only what is in the texts counts, and only so many are read.
    let unfiltered = 0;
    if (isNarrowed(session.filters) || session.filters.in || session.filters.number) {
      const free = await begin(session.words.filter(function (word) { return word.field !== NUMBER; }).map(function (word) { return "“" + word.typed + "”"; }).join(" "), {});
      if (free.words.length > 0) {
        await next(free);
        unfiltered = free.exact || left(free) === 0 ? free.found + free.waiting.length : free.found;
      }
    }
    return { words: words, unfiltered: unfiltered };
  }

  api.explain = explain;
