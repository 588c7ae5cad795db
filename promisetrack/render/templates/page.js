"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const { texts, script } = JSON.parse(one("#texts").textContent);
  const root = document.documentElement;
  const form = one("#find"), list = one("#list"), plain = one("#plain");
  const written = root.lang === "en" ? 1 : 0;
  let language = written;
  const say = (key) => script[key][language];

  // One entry an article: its targets, the heading before it, and the words that a search looks through.
  const entries = [], headings = all(":scope > h3", list);
  let heading = null;
  for (const node of list.children) {
    if (node.tagName === "ARTICLE") entries.push({ node, heading, targets: all(".t", node) });
    else heading = node;
  }
  const rest = plain ? all("li", plain) : [];
  const order = [...list.children];
  const sections = new Map(entries.flatMap((entry) => entry.targets.map((target) => [target, entry.heading])));

  const fold = (text) => text.normalize("NFKC").toLowerCase();
  // What the page itself says is not searched: only the words of the reports and the reasons.
  const known = new Map();
  function wordsOf(node) {
    if (!known.has(node)) {
      const quotes = [...node.getElementsByTagName("q")].map((quote) => quote.getElementsByTagName("mark")[0] ?? quote);
      const parts = node.tagName === "LI" ? [node] : [...all("h4 a, .r", node), ...quotes];
      known.set(node, fold(parts.map((part) => part.textContent).join("\n")));
    }
    return known.get(node);
  }

  function wanted() {
    const data = new FormData(form);
    return {
      verdicts: new Set(data.getAll("v")),
      theme: data.get("h"), type: data.get("k"), place: data.get("p"), sort: data.get("s"),
      words: fold(data.get("q")).split(/\s+/).filter(Boolean),
    };
  }
  const fits = (words, node) => words.every((word) => wordsOf(node).includes(word));
  const isAt = (node, place) => !place || (node.dataset.p ?? "1") === place;
  const labels = new Map();
  const labelOf = (target) => {
    if (!labels.has(target)) labels.set(target, one("h4 a", target).textContent);
    return labels.get(target);
  };
  const verdictOf = (target) => one(".v", target).classList[1];
  const meaningOf = (target) => `${say(verdictOf(target))}${say("and_so")}${say(`${verdictOf(target)}_meaning`)}`;
  const isShown = (target, want) =>
    (!want.verdicts.size || want.verdicts.has(verdictOf(target))) &&
    (!want.type || (target.dataset.k ?? "q") === want.type) &&
    isAt(target, want.place);

  function filter() {
    const want = wanted();
    let targets = 0, unchecked = 0;
    const filled = new Set();
    for (const entry of entries) {
      const inTheme = !want.theme || entry.node.dataset.h === want.theme;
      let shown = 0;
      for (const target of entry.targets) {
        const hit = inTheme && isShown(target, want) && fits(want.words, target);
        if (target.hidden === hit) target.hidden = !hit;
        shown += hit;
      }
      if (entry.node.hidden === shown > 0) entry.node.hidden = !shown;
      if (shown) filled.add(entry.heading);
      targets += shown;
    }
    const others = (!want.verdicts.size || want.verdicts.has("none")) && !want.type;
    for (const item of rest) {
      const hit = others && (!want.theme || item.dataset.h === want.theme) && isAt(item, want.place) &&
        fits(want.words, item);
      if (item.hidden === hit) item.hidden = !hit;
      unchecked += hit;
    }
    arrange(want.sort);
    for (const found of headings) found.hidden = want.sort !== "plan" || !filled.has(found);
    const narrowed = want.verdicts.size || want.words.length || want.theme || want.type || want.place;
    if (plain) {
      one("#rest").hidden = !unchecked;
      if (narrowed && unchecked) one("#rest-list").open = true;
    }
    one("#nothing").hidden = targets + unchecked > 0;
    one("#found").textContent = say("shown").replace("{targets}", targets).replace("{unchecked}", unchecked);
  }

  const names = new Intl.Collator("zh-Hans-CN", { numeric: true });
  let arranged = "plan";
  // A promise with several targets stands where its first listed one by that order would stand.
  function arrange(sort) {
    if (sort === "plan" && arranged === "plan") return;
    arranged = sort;
    if (sort === "plan") return list.append(...order);
    const [key, direction] = sort.split("_"), sign = direction === "down" ? -1 : 1;
    const of = (entry) => {
      const shown = entry.targets.filter((target) => !target.hidden);
      if (key === "name") return labelOf(shown[0] ?? entry.targets[0]);
      const found = shown.map((target) => parseFloat(one(`.${key[0]}`, target)?.nextSibling.data)).filter(Number.isFinite);
      return found.length ? sign * Math.min(...found.map((value) => sign * value)) : null;
    };
    const keyed = entries.map((entry, place) => ({ entry, place, value: of(entry) }));
    keyed.sort((a, b) => {
      if (a.value === null || b.value === null) return (a.value === null) - (b.value === null) || a.place - b.place;
      return (key === "name" ? names.compare(a.value, b.value) : sign * (a.value - b.value)) || a.place - b.place;
    });
    list.append(...keyed.map(({ entry }) => entry.node));
  }

  // The page holds one language, the table of texts the other; what was written is kept when it is first replaced.
  const kept = new Map();
  function put(node, name, number) {
    const key = name ?? "text";
    if (!kept.has(node)) kept.set(node, name ? node.getAttribute(name) : node.textContent);
    const text = language === written ? kept.get(node) : texts[number];
    if (key === "text") node.textContent = text; else node.setAttribute(name, text);
  }
  // What stands in every promise is known by its place: numbers there would make the page large.
  const PLACES = {
    ".t .x": "stretch", ".t .e": "due_by", ".t .d": "reached", ".t .c": "certain", ".t summary": "sources",
    ".t dt:first-child": "promised", ".t dt:not(:first-child)": "reported", ".cite": "cite",
  };
  function speak(next) {
    language = next;
    root.lang = next ? "en" : "zh-Hans";
    for (const node of all("[data-t]")) put(node, null, node.dataset.t);
    for (const node of all("[data-a]")) put(node, ...node.dataset.a.split(":"));
    for (const [place, key] of Object.entries(PLACES)) for (const node of all(place, list)) node.textContent = say(key);
    for (const target of all(".t", list)) one(".v", target).textContent = say(verdictOf(target));
    for (const node of all(".meaning", list)) node.textContent = meaningOf(node.closest(".t"));
    for (const node of all("h3, h4 a, q, small", list)) node.lang = "zh-Hans";
    known.clear();
    press();
    filter();
  }
  function press() {
    for (const node of all("#tools button")) node.setAttribute("aria-pressed", (node.dataset.lang === "en") === Boolean(language));
  }

  function citation(target) {
    const text = (node) => node.textContent.replace(/\s+/g, " ").trim();
    const quoted = all("dd", target).filter((node) => one("q", node));
    const quote = (node) => text(one("mark", node) ?? one("q", node));
    const line = (node, role) => {
      const place = [say(role), text(one("small", node))].filter(Boolean).join(" ");
      return `“${quote(node)}”${say("in_brackets").replace("{text}", place)}`;
    };
    const address = `${location.href.split("#")[0]}#${encodeURIComponent(target.id)}`;
    return [
      document.title,
      [text(one("h4 a", target)), text(one("h4 .v", target))].join(say("and_so")) + say("in_brackets").replace("{text}", text(one(".m", target))),
      say("citation_promised") + line(quoted[0], "plan"),
      ...(quoted.length > 1 ? quoted.slice(1).map((node) => say("citation_reported") + line(node, "result")) : [say("citation_none")]),
      text(one("#made ~ p")),
      address,
    ].join("\n");
  }

  async function copy(button, text) {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = say("cited");
    } catch {
      const field = one("textarea", button.parentNode) ?? button.after(document.createElement("textarea")) ?? one("textarea", button.parentNode);
      field.value = text;
      field.readOnly = true;
      field.rows = 7;
      field.setAttribute("aria-label", say("not_cited"));
      field.focus();
      field.select();
      button.textContent = document.execCommand("copy") ? say("cited") : say("not_cited");
    }
  }

  // What a verdict means, and the button, are put in when a promise is opened: 3,000 of them would make the page large.
  list.addEventListener("toggle", (event) => {
    const details = event.target, target = details.closest(".t");
    if (!details.open || !target || one(".cite", target)) return;
    const meaning = document.createElement("p"), button = document.createElement("button");
    meaning.className = "meaning";
    meaning.textContent = meaningOf(target);
    one("summary", details).after(meaning);
    // In another order than the plan's, the headings are not there to say where a promise stands.
    const section = sections.get(target);
    if (section && !section.dataset.t) one("dd small", details).prepend(`${section.textContent} · `);
    button.type = "button";
    button.className = "cite";
    button.textContent = say("cite");
    button.addEventListener("click", () => copy(button, citation(target)));
    details.append(button);
  }, true);

  function addressed() {
    const given = location.hash.slice(1);
    try { return decodeURIComponent(given); } catch { return given; }
  }
  // An address leads to its promise even where the filters hide it.
  function follow() {
    const target = document.getElementById(addressed());
    if (!target || !target.closest("#list, #plain")) return;
    if (target.closest("[hidden]")) { form.reset(); filter(); }
    const details = target.closest("#plain") ? one("#rest-list") : one("details", target);
    if (details) details.open = true;
    target.scrollIntoView({ block: "center" });
  }

  // What is drawn only when it is scrolled to takes a browser very long to print.
  let opened = [];
  const late = all(".long");
  addEventListener("beforeprint", () => {
    for (const node of late) node.classList.remove("long");
    opened = all("details:not([open])");
    for (const node of opened) node.open = true;
  });
  addEventListener("afterprint", () => {
    for (const node of late) node.classList.add("long");
    for (const node of opened) node.open = false;
  });

  // What is typed by sound (pinyin) is looked for when its characters are there.
  form.addEventListener("input", (event) => { if (!event.isComposing) filter(); });
  form.addEventListener("compositionend", filter);
  // Coming back to the page, a browser fills in the form as it was left.
  addEventListener("pageshow", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  one("#tools").addEventListener("click", (event) => {
    if (event.target.dataset.lang) speak(event.target.dataset.lang === "en" ? 1 : 0);
  });
  addEventListener("hashchange", follow);
  form.hidden = one("#tools").hidden = false;
  press();
  filter();
  follow();
  // So that the first search is as quick as the others.
  const nodes = [...entries.flatMap((entry) => entry.targets), ...rest];
  const learn = (time) => {
    while (nodes.length && time.timeRemaining() > 1) wordsOf(nodes.pop());
    if (nodes.length) requestIdleCallback(learn);
  };
  if (window.requestIdleCallback) requestIdleCallback(learn);
})();
