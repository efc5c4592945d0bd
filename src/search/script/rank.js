  // The order of the results: by the field that a word stands in, by how near the words are to one another, and by the date where nothing tells two issues apart.

  const BEARER = 1000; // the document with the 文号 or 期号 that was asked for
  const IN_TITLE = 20; // a word in the title, as the index knows it
  const IN_HEADING = 5; // a word in a heading, a number, a topic, a unit
  const TOGETHER = 8; // all words in one passage
  const NEAR = 6; // at most, for words that stand close to one another there
  const WHOLE = 4; // at most, for a title that is little more than the words
  const OFTEN = 3; // at most, for words that stand there often
  const ENDED = 1; // less for what no longer holds
  const WINDOW = 4; // issues that are read beyond those that are shown

  /* The shortest stretch of a passage that has all words of the session. */
  function shortest(session, passage) {
    let best = Infinity;
    const last = new Map();
    for (const place of passage.places) {
      last.set(place[2], place);
      if (last.size < session.words.length) continue;
      const starts = Array.from(last.values(), function (one) { return one[0]; });
      const ends = Array.from(last.values(), function (one) { return one[1]; });
      best = Math.min(best, Math.max(...ends) - Math.min(...starts));
    }
    return best;
  }

  /* What the text adds to what the index knows. */
  function scoreOf(session, result) {
    const words = session.words;
    if (words.length === 0) return 0;
    const letters = words.reduce(function (sum, word) { return sum + word.text.length; }, 0);
    let score = 0, places = 0;
    if (words.length > 1) {
      let near = 0;
      for (const passage of result.passages) {
        // What stands around the text, and rows of lists, bring words together that have nothing to do with one another.
        if (passage.words < words.length || passage.kind === FRAME || passage.kind === SUBJECT) continue;
        const gap = shortest(session, passage) - letters;
        near = Math.max(near, TOGETHER + NEAR * Math.max(0, 1 - gap / 40));
      }
      score += near;
    }
    for (const passage of result.passages) {
      places += passage.places.length;
      if (passage.kind === TITLE) score += WHOLE * Math.min(1, passage.words / words.length * letters / passage.text.length);
    }
    if ((result.text.a || []).some(function (said) { return /废止|撤回/.test(said); })) score -= ENDED;
    return score + Math.min(OFTEN, Math.log2(1 + places) / 2);
  }

  /* The best first; of equals the newer one. */
  function rank(results) {
    results.sort(function (a, b) { return b.score - a.score || b.issue.date - a.issue.date || b.number - a.number; });
  }
