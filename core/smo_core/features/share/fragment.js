// Text fragments: from a selection to the shortest `text=` that leads a browser back to it.
// Spec: https://wicg.github.io/scroll-to-text-fragment/ (URL Fragment Text Directives).

/** The text up to the end of a range as find-in-page sees it: visible, its white space collapsed.
 *  A line break is the edge of a block, which no search term may cross. */
const textOf = (range) => {
  const walker = document.createTreeWalker(document.body, 5); // elements and text
  let text = "";
  let last;
  for (let node; (node = walker.nextNode()) && range.intersectsNode(node);) {
    if (node.nodeName === "BR") last = 0;
    let block = node.parentElement;
    // Fallback content and form fields are not searched.
    if (
      node.nodeType < 3 ||
      !block.checkVisibility({ visibilityProperty: true }) ||
      block.closest("select,textarea,video")
    )
      continue;
    // Where white space counts, a term would have to hold it as it is: safer to end the term there.
    const kept = /^(pre|break)/.test(getComputedStyle(block).whiteSpace);
    while (/^(inline|contents|ruby.*)$/.test(getComputedStyle(block).display)) block = block.parentElement;
    text +=
      (block === last ? "" : "\n") +
      node.data
        .slice(0, node === range.endContainer ? range.endOffset : Infinity)
        .replace(kept ? /\n|\t| {2,}/g : /[ \t\n\r\f]+/g, kept ? "\n" : " ");
    last = block;
  }
  return text.replace(/ *\n[ \n]*/g, "\n").replace(/ +/g, " ");
};

/** The text of the page, and where in it a range begins and ends. */
const readPage = ({ startContainer, startOffset, endContainer, endOffset }) => {
  const range = new Range();
  range.selectNodeContents(document.body);
  const text = textOf(range);
  range.setEnd(endContainer, endOffset);
  const to = textOf(range).trimEnd().length;
  range.setEnd(startContainer, startOffset);
  return [text, textOf(range).trimEnd().length, to];
};

const percent = (sign) => "%" + sign.charCodeAt().toString(16).toUpperCase();

/** Base letters, which is all that browsers compare; every length stays. */
const folded = (text) => text.replace(/[À-῿]/g, (sign) => sign.normalize("NFD")[0]).toLowerCase();

/**
 * The quote that a stretch of text makes, whole words only, and its text directive: one term if
 * it is short, else its first and last words; words around it only where an earlier place would
 * match as well. Undefined if there is no word in it.
 */
const quoteOf = ([text, from, to], lang) => {
  const words = [];
  const edges = new Set([text.length]);
  const skip = (at) => {
    while (/\s/.test(text[at])) at++;
    return at;
  };
  from = skip(from);
  for (const { segment, index, isWordLike } of new Intl.Segmenter(lang, { granularity: "word" }).segment(text)) {
    const end = index + segment.length;
    edges.add(index);
    if (index <= from && from < end) from = index;
    if (index < to && to <= end) to = end;
    if (isWordLike) words.push([index, end]);
  }
  const first = words.findIndex(([start]) => start >= from);
  const final = words.findLastIndex(([, end]) => end <= to);
  if (first < 0 || final < first) return;

  // The search of the specification, section 3.6.
  const page = folded(text);
  const next = (term, at) => {
    do at = page.indexOf(term, at);
    while (at >= 0 && !(edges.has(at) && edges.has(at + term.length)) && ++at);
    return at;
  };
  const leadsBack = ([prefix, start, end, suffix]) => {
    for (let at = 0; (at = next(prefix || start, at)) >= 0; at++) {
      const begin = prefix ? skip(at + prefix.length) : at;
      let stop = begin + start.length;
      let fits = page.startsWith(start, begin);
      if (fits && end) {
        do {
          stop = next(end, stop);
          if (stop < 0) return;
          stop += end.length;
        } while (!page.startsWith(suffix, skip(stop)));
      } else fits &&= page.startsWith(suffix, skip(stop));
      if (fits) return begin === from && stop === to;
    }
  };

  const quote = text.slice(from, to);
  const middle = (first + final) >> 1;
  const ranged = final > first && (quote.length > 100 || quote.includes("\n"));
  const blockStart = (at) => text.lastIndexOf("\n", at - 1) + 1;
  const blockEnd = (at) => (text + "\n").indexOf("\n", at);
  const before = text.slice(0, from).trimEnd().length;
  const after = skip(to);
  const { max, min } = Math;
  let terms;
  search: for (let n = 0; n < 60; n += 1 + (n >> 1)) {
    for (let around = 0; around < 4; around++) {
      terms = [
        around & 1 ? [max(min(words[max(first - n, 0)][0], before), blockStart(before)), before] : [0, 0],
        [from, ranged ? min(words[min(first + 2 + n, middle)][1], blockEnd(from)) : to],
        ranged ? [max(words[max(final - 2 - n, middle + 1)][0], blockStart(to)), to] : [0, 0],
        around & 2 ? [after, min(max(words[min(final + n, words.length - 1)][1], after), blockEnd(after))] : [0, 0],
      ];
      if (leadsBack(terms.map((term) => page.slice(...term)))) break search;
    }
  }
  const [prefix, start, end, suffix] = terms.map((term) =>
    encodeURIComponent(text.slice(...term)).replace(/[-!'()*.]/g, percent),
  );
  return [quote, "text=" + (prefix && prefix + "-,") + start + (end && "," + end) + (suffix && ",-" + suffix)];
};
